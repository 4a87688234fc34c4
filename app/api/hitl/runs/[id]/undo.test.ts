import { expect, test } from "vitest";
import { DecisionOutcome } from "@/lib/contracts/evidence";
import { type Page, page, RunSummary } from "@/lib/contracts/run";
import { type Client, exactly, problemOf, runOf, testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";

const { replicate, rita, ann, bob, ada } = await testApi();
const runs = "/api/hitl/runs";

const post = (client: Client, runId: string, verb: string, body: object = {}) =>
  client.post(`${runs}/${runId}/${verb}`, body);

async function rowOf(runId: string): Promise<RunSummary | undefined> {
  const answer = await ann.get(`${runs}?ids=${runId}`);
  return exactly(page(RunSummary), await answer.json()).data[0];
}

test("a decision may be taken back for as long as it asked for, and the run and its row say so", async () => {
  const { run_id, approval_token, expires_at } = await rita.create({ model: fluxRef });
  const held = await runOf(await post(ann, run_id, "approve", { undo_seconds: 30 }));
  const name = held.decisions[0]?.actor.name;
  expect(held).toMatchObject({
    status: "running",
    current_step: "payload_review",
    held_decision: { action: "approve", by: { name } },
  });
  const { undo_until } = held;
  expect(Date.parse(undo_until ?? "")).toBeGreaterThan(Date.now());
  expect(await rowOf(run_id)).toMatchObject({ undo_until, held_decision: { action: "approve" } });

  const undone = await runOf(await post(ann, run_id, "undo", { reason: "wrong one" }));
  expect(undone).toMatchObject({
    status: "awaiting_human",
    undo_until: null,
    held_decision: null,
    expires_at,
  });
  expect(undone.approval_token).not.toBe(approval_token);
  expect(undone.decisions).toMatchObject([{ undone: { by: { name } } }]);
  expect(undone.step_history.map(({ message }) => message)).toContain(
    `${name} took the decision back: wrong one`,
  );
  expect(replicate.predictions).toHaveLength(0);
});

test("without undo_seconds nothing waits, as ever", async () => {
  const { run_id } = await rita.create();
  const run = await runOf(await post(ann, run_id, "approve"));
  expect(run.undo_until).toBeNull();
  await problemOf(await post(ann, run_id, "undo"), "invalid_state");
});

test("Prefer: wait waits until the decision went out and the run rests again", async () => {
  const { run_id } = await rita.create();
  const run = await ann.decide(run_id, "approve", { undo_seconds: 1 });
  expect(run).toMatchObject({ status: "awaiting_human", current_step: "response_review" });
});

test("somebody else's decision is not theirs to take back, unless they are an admin", async () => {
  const { run_id } = await rita.create();
  await post(ann, run_id, "reject", { reason: "no", undo_seconds: 30 });
  await problemOf(await post(rita, run_id, "undo"), "forbidden");
  await problemOf(await post(bob, run_id, "undo"), "forbidden");
  const late = await problemOf(await post(bob, run_id, "approve"), "already_decided");
  expect(late.decision).toMatchObject({ action: "reject" });
  await runOf(await post(ada, run_id, "undo"));
});

test("no more than thirty seconds, and no part of one", async () => {
  const { run_id } = await rita.create();
  for (const undo_seconds of [31, -1, 1.5, "5"])
    await problemOf(await post(ann, run_id, "approve", { undo_seconds }), "validation_error");
});

test("many decisions are taken back together, each named by the question it answered", async () => {
  const made = [await rita.create(), await rita.create()];
  const named = made.map(({ run_id, approval_token }) => ({ run_id, approval_token: approval_token ?? "" }));
  const decide = async (body: object): Promise<Page<DecisionOutcome>> =>
    exactly(page(DecisionOutcome), await (await ann.post("/api/hitl/decisions", body)).json());
  const decided = await decide({ action: "approve", runs: named, undo_seconds: 30 });
  expect(decided.data).toMatchObject([
    { decided: true, status: "running" },
    { decided: true, status: "running" },
  ]);
  const undone = await decide({
    action: "undo",
    runs: [...named, { run_id: "run_none", approval_token: "x" }],
  });
  expect(undone.data).toMatchObject([
    { decided: true, status: "awaiting_human" },
    { decided: true, status: "awaiting_human" },
    { decided: false, problem: { code: "run_not_found" } },
  ]);
  const again = await decide({ action: "undo", runs: named });
  expect(again.data).toMatchObject([
    { problem: { code: "invalid_state" } },
    { problem: { code: "invalid_state" } },
  ]);
});

test("rows tell what can be answered together: all but prompt and seed the same", async () => {
  const payload = (over: object) => ({
    agent_tool_config: {
      "replicate-agent-tool": {
        data: { name: "acme/painter", example_input: { prompt: "x", steps: 4, seed: 1, ...over } },
      },
    },
  });
  const rows = await Promise.all(
    [payload({}), payload({ seed: 2 }), payload({ steps: 8 })].map(async (body, number) => {
      const { run_id } = await rita.create({ ...body, prompt: `picture ${number}` });
      return rowOf(run_id);
    }),
  );
  const [first, alike, other] = rows.map((row) => row?.similarity_key);
  expect(first).toEqual(expect.any(String));
  expect(alike).toBe(first);
  expect(other).not.toBe(first);
  expect(rows[0]).toMatchObject({
    reasons: ["require_human"],
    actions_required: ["approve", "edit", "reject"],
  });
});
