import { describe, expect, test } from "vitest";
import type { JsonObject } from "@/lib/contracts/json";
import { problemOf, runOf, testApi } from "@/lib/testing/api";
import { addRule } from "@/lib/testing/rules";

const { app, rita, rob, ann, ada, rows } = await testApi();

const refund = {
  title: "Send the refund to Ms Ito?",
  arguments: { customer: "ito", amount: 40 },
  schema: {
    type: "object",
    required: ["customer", "amount"],
    properties: {
      customer: { type: "string" },
      amount: { type: "number", minimum: 0, maximum: 100 },
    },
  },
};

async function ask(body: JsonObject = {}, headers: Record<string, string> = {}, by = rita) {
  const response = await by.post("/api/hitl/questions", { ...refund, ...body }, headers);
  expect(response.status, await response.clone().text()).toBe(202);
  const run = await runOf(response);
  return run.status === "awaiting_human" ? run : settled(run.run_id);
}

/** As the asker looks at it, once it rests. */
async function settled(runId: string) {
  await expect.poll(async () => (await rita.run(runId)).status).not.toMatch(/queued|running/);
  return rita.run(runId);
}

test("a question waits at its arguments, and shows all it said", async () => {
  const run = await ask({ body: "She wrote twice.", context: { orders: 3 }, group_id: "turn_1" });
  expect(run).toMatchObject({
    status: "awaiting_human",
    current_step: "payload_review",
    provider: "external",
    prompt: refund.title,
    operation_type: "other",
    suggested_payload: refund.arguments,
    question: { body: "She wrote twice.", context: { orders: 3 }, group_id: "turn_1" },
    session_id: "turn_1",
    actions_required: ["approve", "edit", "reject"],
    validation_issues: [],
    diff_from_example: [],
    result: null,
  });
});

test("approved, its result is the arguments as they were, and a receipt comes", async () => {
  const { run_id } = await ask();
  const run = await ann.decide(run_id, "approve", { message: "Fine by me" });
  expect(run).toMatchObject({ status: "completed", current_step: "completed" });
  expect(run.result).toMatchObject({
    decision: "approved",
    arguments: refund.arguments,
    message: "Fine by me",
  });
  const receipt = async () => Object(await rita.run(run_id).then(({ result }) => result)).receipt;
  await expect.poll(receipt, { timeout: 20_000 }).toMatch(/^ey/);
});

test("edited, its result is what was signed; what breaks the schema is asked about once more", async () => {
  const { run_id } = await ask();
  const broken = await ann.decide(run_id, "edit", { edits: { payload: { amount: 400 } } });
  expect(broken).toMatchObject({ status: "awaiting_human" });
  expect(broken.validation_issues).toMatchObject([{ pointer: "/amount", severity: "error" }]);
  const run = await ann.decide(run_id, "edit", { edits: { payload: { amount: 25 } } });
  expect(run.result).toMatchObject({ decision: "approved", arguments: { customer: "ito", amount: 25 } });
});

test("rejected, it is cancelled, and the answer says why", async () => {
  const { run_id } = await ask();
  const run = await ann.decide(run_id, "reject", { reason: "She was paid on Monday" });
  expect(run).toMatchObject({ status: "cancelled" });
  expect(run.result).toEqual({
    decision: "rejected",
    arguments: refund.arguments,
    message: "She was paid on Monday",
    receipt: null,
  });
});

test("where silence means no, it is rejected once time ran out, and the answer says so", async () => {
  const { run_id } = await ask({ hitl_config: { timeout_seconds: 1, on_timeout: "reject" } });
  const status = async () => (await rita.run(run_id)).status;
  await expect.poll(status, { timeout: 20_000 }).toBe("cancelled");
  expect((await rita.run(run_id)).result).toEqual({
    decision: "rejected",
    arguments: refund.arguments,
    message: "Nobody answered in time, and the policy says reject",
    receipt: null,
  });
});

test("whoever waits for it hears the answer as soon as there is one", async () => {
  const { run_id } = await ask();
  const path = `/api/hitl/questions/${run_id}`;
  expect((await rita.get(path)).status).toBe(202);
  const waiting = rita.get(path, { prefer: "wait=30" });
  await ann.decide(run_id, "approve");
  const response = await waiting;
  expect(response.status).toBe(200);
  expect((await runOf(response)).result).toMatchObject({ decision: "approved" });
  await problemOf(await rob.get(path, { prefer: "wait=30" }), "run_not_found");
});

test("arguments that break their own schema are asked about under every policy, with what is wrong", async () => {
  const run = await ask({ arguments: { amount: "much" }, hitl_config: { policy: "auto" } });
  expect(run.status).toBe("awaiting_human");
  const wrong = run.validation_issues.filter(({ severity }) => severity === "error");
  expect(wrong.map(({ pointer }) => pointer).toSorted()).toEqual(["/amount", "/customer"]);
});

test("nothing in the arguments is changed by the machine, and addresses in it are the asker's business", async () => {
  const given = { customer: "ito", amount: 40, extra: null, hook: "http://localhost:9/x", n: [1, "1"] };
  const run = await ask({ arguments: given, schema: null });
  expect(run.suggested_payload).toEqual(given);
  expect(run.validation_issues.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(run.payload_revision).toBe(2);
});

test("secrets are sealed in the arguments and in what the asker knows", async () => {
  const run = await ask({
    arguments: { password: "hunter2hunter2" },
    schema: { type: "object", properties: { password: { type: "string", format: "password" } } },
    context: { link: "https://user:hunter2hunter2@example.com/x" },
  });
  const done = await ann.decide(run.run_id, "approve");
  for (const seen of [run, done]) expect(JSON.stringify(seen)).not.toContain("hunter2");
  expect(done.result).toMatchObject({ arguments: { password: { $sealed: expect.any(String) } } });
});

describe("what is refused, and stores nothing", () => {
  test.each<[string, JsonObject, string]>([
    ["a schema that refers elsewhere", { schema: { $ref: "https://example.com/schema.json" } }, "/schema"],
    [
      "a schema with a type there is not",
      { schema: { type: "object", properties: { a: { type: "text" } } } },
      "/schema",
    ],
    [
      "a question asked nowhere",
      { hitl_config: { allowed_steps: ["response_review"] } },
      "/hitl_config/allowed_steps",
    ],
    ["arguments that are no object", { arguments: [1] }, "/arguments"],
    ["a seal nobody made", { arguments: { a: { $sealed: "hmac-sha256:x", shown: "…" } } }, "/arguments/a"],
    ["a title without words", { title: "  " }, "/title"],
    ["a callback that is no address", { callback_url: "file:///etc/passwd" }, "/callback_url"],
    ["a cost below nothing", { cost: -1 }, "/cost"],
  ])("%s", async (_, body, pointer) => {
    const before = await rows();
    const problem = await problemOf(
      await rita.post("/api/hitl/questions", { ...refund, ...body }),
      "validation_error",
    );
    expect(problem.errors?.map((one) => one.pointer)).toContain(pointer);
    expect(await rows()).toEqual(before);
  });

  test("a schema without an end", async () => {
    const schema = { allOf: [{ $ref: "#/$defs/a" }], $defs: { a: { allOf: [{ $ref: "#/$defs/a" }] } } };
    await problemOf(await rita.post("/api/hitl/questions", { ...refund, schema }), "validation_error");
  });
});

describe("a schema is checked with whole, as its draft means it", () => {
  const auto = { policy: "auto" };
  const text = (pattern: string) => ({ properties: { s: { type: "string", pattern } } });

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ["pattern", text("^a$"), { s: "zzz" }, { s: "a" }],
    ["a pattern with a group", text("^(ab)+$"), { s: "aba" }, { s: "abab" }],
    ["propertyNames", { propertyNames: { pattern: "^[a-z]+$" } }, { S: 1 }, { s: 1 }],
    ["patternProperties", { patternProperties: { "^(x|y)_": { type: "number" } } }, { x_: "1" }, { x_: 1 }],
    ["$anchor", { $ref: "#an", $defs: { r: { $anchor: "an", required: ["z"] } } }, { s: 1 }, { z: 1 }],
    ["$ref at the top", { $ref: "#/$defs/r", $defs: { r: { required: ["z"] } } }, { s: 1 }, { z: 1 }],
    [
      "a reference to itself that closes what the top leaves open",
      { properties: { child: { $ref: "#", unevaluatedProperties: false } } },
      { child: { more: 1 } },
      { child: { child: {} }, more: 1 },
    ],
  ])("%s", async (_, schema, wrong, right) => {
    const fits = await ask({ schema, arguments: right, hitl_config: auto });
    expect(fits).toMatchObject({ status: "completed", validation_issues: [] });
    const run = await ask({ schema, arguments: wrong, hitl_config: auto });
    expect(run.status).toBe("awaiting_human");
    expect(run.validation_issues).toContainEqual(expect.objectContaining({ severity: "error" }));
  });

  test("edits are held to it, too", async () => {
    const { run_id } = await ask({ schema: text("^(a|b)$"), arguments: { s: "a" } });
    const broken = await ann.decide(run_id, "edit", { edits: { payload: { s: "zzz" } } });
    expect(broken).toMatchObject({ status: "awaiting_human" });
    expect(broken.validation_issues).toMatchObject([{ pointer: "/s", severity: "error" }]);
    const run = await ann.decide(run_id, "edit", { edits: { payload: { s: "b" } } });
    expect(run.result).toMatchObject({ decision: "approved", arguments: { s: "b" } });
  });

  test("a pattern that is never done matching is asked about, and says that nothing was checked", async () => {
    const given = { s: `${"a".repeat(60)}!` };
    const run = await ask({ schema: text("^(a+)+$"), arguments: given, hitl_config: auto });
    expect(run.status).toBe("awaiting_human");
    const unchecked = { severity: "error", said: { code: "payload_check_endless", values: {} } };
    expect(run.validation_issues).toContainEqual(expect.objectContaining(unchecked));
    const edited = await ann.decide(run.run_id, "edit", { edits: { payload: { s: `a${given.s}` } } });
    expect(edited.status).toBe("awaiting_human");
    expect(edited.validation_issues).toContainEqual(expect.objectContaining(unchecked));
    const mended = await ann.decide(run.run_id, "edit", { edits: { payload: { s: "a" } } });
    expect(mended.result).toMatchObject({ decision: "approved", arguments: { s: "a" } });
  });

  test("another draft's name on it changes nothing: agents' tools have it", async () => {
    const schema = { $schema: "http://json-schema.org/draft-07/schema#", ...refund.schema };
    expect(await ask({ schema, hitl_config: auto })).toMatchObject({ status: "completed" });
  });
});

describe("what is no schema of draft 2020-12 is refused, and stores nothing", () => {
  test.each<[string, JsonObject]>([
    ["a subschema that is none", { properties: { a: "string" } }],
    ["a pattern that is none", { properties: { a: { type: "string", pattern: "(" } } }],
    ["a name's pattern that is none", { patternProperties: { "(": true } }],
    ["a length below nothing", { properties: { a: { minLength: -1 } } }],
    ["a required key that is no name", { required: [1] }],
    ["one that is not checked at once", { $async: true }],
  ])("%s", async (_, schema) => {
    const before = await rows();
    const asked = await rita.post("/api/hitl/questions", { ...refund, schema });
    const problem = await problemOf(asked, "validation_error");
    expect(problem.errors?.map((one) => one.pointer)).toEqual(["/schema"]);
    expect(await rows()).toEqual(before);
  });
});

test("a schema that is a choice is one, too", async () => {
  const kind = (name: string) => ({
    type: "object",
    properties: { kind: { const: name } },
    required: ["kind"],
  });
  const schema = { oneOf: [kind("mail"), kind("call")] };
  const fits = await ask({ schema, arguments: { kind: "call", at: 9 } });
  expect(fits.validation_issues).toEqual([]);
  const other = await ask({ schema, arguments: { kind: "visit" } });
  expect(other.validation_issues).toMatchObject([{ severity: "error" }]);
});

test("keys that a schema does not name are taken, unless it says otherwise", async () => {
  const given = { customer: "ito", amount: 40, photo: "http://10.0.0.9/x.png" };
  expect((await ask({ arguments: given })).validation_issues).toEqual([]);
  const closed = { ...refund.schema, additionalProperties: false };
  const wrong = await ask({ arguments: given, schema: closed });
  expect(wrong.validation_issues).toContainEqual(
    expect.objectContaining({ severity: "error", field: "photo" }),
  );
});

test("null is nothing: a question says no more than its title and its arguments", async () => {
  const left = { body: null, schema: null, context: null, cost: null, group_id: null, callback_url: null };
  const run = await ask({ ...left, hitl_config: null, metadata: null, arguments: { amount: null } });
  expect(run).toMatchObject({
    status: "awaiting_human",
    suggested_payload: { amount: null },
    estimated_cost: null,
    question: { body: null, context: null, group_id: null },
  });
});

test("the same request twice makes one question", async () => {
  const headers = { "idempotency-key": "turn-7-call-2" };
  const first = await ask({}, headers);
  const again = await rita.post("/api/hitl/questions", refund, headers);
  expect(again.headers.get("idempotent-replayed")).toBe("true");
  expect((await again.json()).run_id).toBe(first.run_id);
});

test("questions of one turn are found together", async () => {
  const asked = await Promise.all(
    [1, 2, 3].map((amount) => ask({ arguments: { amount }, group_id: "turn_9" })),
  );
  const { data } = await (await rita.get("/api/hitl/runs?session_id=turn_9")).json();
  expect(data.map(({ run_id }: { run_id: string }) => run_id).toSorted()).toEqual(
    asked.map(({ run_id }) => run_id).toSorted(),
  );
});

test("only questions with the same title and arguments are answered together; no key of them is special", async () => {
  const asked = await Promise.all([
    ask({ title: "Send it?", arguments: { seed: 1 } }),
    ask({ title: "Send it?", arguments: { seed: 1 } }),
    ask({ title: "Send it?", arguments: { seed: 2 } }),
    ask({ title: "Burn it?", arguments: { seed: 1 } }),
  ]);
  const ids = asked.map(({ run_id }) => run_id);
  const { data } = await (await ann.get(`/api/hitl/runs?ids=${ids}`)).json();
  const keyOf = new Map(
    data.map((row: { run_id: string; similarity_key: string }) => [row.run_id, row.similarity_key]),
  );
  const [one, same, otherSeed, otherTitle] = ids.map((id) => keyOf.get(id));
  expect(same).toBe(one);
  expect(new Set([one, otherSeed, otherTitle]).size).toBe(3);
});

test("arguments may be as large as a body, and come back whole", async () => {
  const given = { customer: "ito", amount: 1, letter: "a line of a letter\n".repeat(47_000) };
  const { run_id } = await ask({ arguments: given });
  const { result } = await ann.decide(run_id, "edit", { edits: { payload: { amount: 2 } } });
  expect(result).toMatchObject({ decision: "approved", arguments: { ...given, amount: 2 } });
  const over = { ...refund, arguments: { ...given, more: "x".repeat(200_000) } };
  await problemOf(await rita.post("/api/hitl/questions", over), "payload_too_large");
});

test("what it costs stands beside it and counts for the rules; nobody looks at an answer that is none", async () => {
  const auto = { hitl_config: { policy: "auto" } };
  expect(await ask({ ...auto, cost: 12.5 })).toMatchObject({
    status: "completed",
    estimated_cost: { amount: 12.5 },
  });
  const rule = await addRule(app.db, {
    when: { provider: "external", cost_over_usd: 10 },
    demand: { policy: "require_human", allowed_steps: ["payload_review", "response_review"] },
  });
  const dear = await ask({ ...auto, cost: 12.5 });
  expect(dear).toMatchObject({ status: "awaiting_human", current_step: "payload_review" });
  expect(await ask({ ...auto, cost: 2 })).toMatchObject({ status: "completed" });
  expect(await ask(auto)).toMatchObject({ status: "awaiting_human" });
  expect(await ann.decide(dear.run_id, "approve")).toMatchObject({ status: "completed" });
  expect((await ada.delete(`/api/hitl/policies/${rule.id}`)).ok).toBe(true);
});

test("no edit makes a run of a model out of a question", async () => {
  const run = await ask({
    title: "Mail jane@example.com?",
    hitl_config: { policy: "require_human", allowed_steps: ["information_review", "payload_review"] },
  });
  expect(run.current_step).toBe("information_review");
  const { approval_token } = run;
  const edits = { model: "sandbox:sandbox/image" };
  await problemOf(
    await ann.post(`/api/hitl/runs/${run.run_id}/edit`, { approval_token, edits }),
    "validation_error",
  );
});

test("erased, nothing is left of what a question said", async () => {
  const { run_id } = await ask({
    body: "She wrote twice.",
    context: { orders: "three" },
    group_id: "turn_4",
  });
  await ann.decide(run_id, "reject", { reason: "She was paid on Monday" });
  const response = await ada.delete(`/api/hitl/runs/${run_id}/documents`, { why: "She asked for it" });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  for (const word of ["wrote", "three", "turn_4", "Monday", "refund", "ito"])
    expect(text).not.toContain(word);
});

test("a callback is told as a webhook is, and none goes into a private network", async () => {
  const { run_id } = await ask({ callback_url: "http://169.254.169.254/latest" });
  await ann.decide(run_id, "approve");
  const told = async () => (await (await rita.get(`/api/hitl/runs/${run_id}/deliveries`)).json()).data;
  await expect.poll(told).toMatchObject([
    { event: "run.awaiting_human", problem: "private_address", next_at: null },
    { event: "run.completed", problem: "private_address", next_at: null },
  ]);
});

test("an asker may take a question back", async () => {
  const { run_id } = await ask();
  const run = await runOf(await rita.post(`/api/hitl/runs/${run_id}/cancel`, { reason: "Not needed" }));
  expect(run).toMatchObject({ status: "cancelled", result: null });
});
