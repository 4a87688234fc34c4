import { expect, test } from "vitest";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { problemOf, runOf, testApi } from "@/lib/testing/api";

const { replicate, rita, ann, ada } = await testApi();

const runs = "/api/hitl/runs";
const version = "b".repeat(64);
/** More than a double can tell apart, at the ends of what 64 bits hold and beyond. */
const numbers =
  "[9007199254740993,-9223372036854775808,18446744073709551615,123123123123123123123123123123,1.5,1e+21,-2]";
const schema = {
  components: {
    schemas: {
      Input: {
        type: "object",
        properties: {
          prompt: { type: "string" },
          seed: { type: "integer", minimum: 0, maximum: 18446744073709551615n },
          choice: { enum: [18446744073709551614n, 18446744073709551615n] },
          data: { type: "array" },
        },
      },
    },
  },
};
replicate.addModel({ name: "owner/exact", version, openapiSchema: schema });

/** A create's body as text, with these edits of the payload. */
function bodyOf(payload: string, policy = "require_human"): string {
  const data = {
    name: "owner/exact",
    latest_version: version,
    example_input: { prompt: "x", seed: 9007199254740993n },
    openapi_schema: schema,
  };
  const tool = printJson({ "replicate-agent-tool": { data } });
  return `{"prompt":"a boat","metadata":{"id":9007199254740995},"agent_tool_config":${tool},"edits":{"payload":${payload}},"hitl_config":{"policy":"${policy}"}}`;
}

async function created(payload: string, policy?: string) {
  return runOf(await rita.post(runs, bodyOf(payload, policy), { prefer: "wait=15" }));
}

const issuesOf = async (payload: string) =>
  (await created(payload)).validation_issues.map(({ pointer, issue, fix }) => ({ pointer, issue, fix }));

test("no digit is lost on the way from a client to the provider and back", async () => {
  replicate.nextPredictions({ output: parseJson(`{"ids":${numbers},"next":18446744073709551615}`) });
  const waiting = await created(`{"seed":18446744073709551615,"data":${numbers}}`);
  expect(waiting).toMatchObject({ status: "awaiting_human", validation_issues: [] });
  expect(waiting.suggested_payload).toMatchObject({ seed: 18446744073709551615n });
  expect(waiting.metadata).toEqual({ id: 9007199254740995n });

  const edited = await ann.decide(waiting.run_id, "edit", {
    edits: { payload: { data: parseJson(numbers), note: 1n } },
    approve: false,
  });
  expect(printJson(edited.suggested_payload)).toContain(`"data":${numbers}`);
  const answered = await ann.decide(waiting.run_id, "approve");
  const [call] = replicate.requests.filter(({ route }) => route === "create_prediction").slice(-1);
  expect(call?.raw.toString()).toContain(`"data":${numbers},`);
  expect(call?.raw.toString()).toContain(`"seed":18446744073709551615`);

  const answer = `{"ids":${numbers},"next":18446744073709551615}`;
  expect(printJson(answered.processed_response)).toBe(answer);
  const done = await ann.decide(waiting.run_id, "approve");
  expect(printJson(done.result)).toBe(answer);

  for (const path of ["", "/revisions/1", "/revisions/3?diff_from=1"]) {
    const text = await (await ann.get(`${runs}/${waiting.run_id}${path}`)).text();
    expect(text).toContain(path === "/revisions/1" ? '"seed":9007199254740993' : numbers);
  }
  const again = await (await ada.post("/api/hitl/audit/verify", { run_id: waiting.run_id })).json();
  expect(again).toMatchObject({ intact: true });
});

test("an edited answer and a fork lose none either", async () => {
  const waiting = await created(`{"seed":9007199254740993}`);
  const forked = await runOf(
    await rita.post(`${runs}/${waiting.run_id}/fork`, `{"edits":{"payload":{"seed":9007199254740995}}}`, {
      prefer: "wait=15",
    }),
  );
  expect(forked.suggested_payload).toMatchObject({ seed: 9007199254740995n });
  const approved = await ann.decide(forked.run_id, "approve");
  expect(approved.current_step).toBe("response_review");
  const released = await ann.decide(forked.run_id, "edit", {
    edits: { response: { id: 18446744073709551615n } },
  });
  expect(released.result).toEqual({ id: 18446744073709551615n });
});

test("a preview, the list's export, the evidence and a stream show every digit", async () => {
  const preview = await (
    await rita.post("/api/hitl/preview", bodyOf('{"seed":18446744073709551615}'))
  ).text();
  expect(preview).toContain('"seed":18446744073709551615');
  expect(preview).toContain('"maximum":18446744073709551615');
  const { run_id } = await created('{"seed":18446744073709551616}');
  for (const path of ["/evidence", "/events"]) {
    const text = await (await ann.get(`${runs}/${run_id}${path}`, { accept: "application/json" })).text();
    expect(text).toContain("18446744073709551615");
  }
});

test("limits and choices are compared digit by digit, and what is advised holds", async () => {
  expect(await issuesOf('{"seed":18446744073709551615,"choice":18446744073709551615}')).toEqual([]);
  expect(await issuesOf('{"seed":18446744073709551616}')).toEqual([
    {
      pointer: "/seed",
      issue: "seed is 18446744073709551616; the most this model takes is 18446744073709551615.",
      fix: { set: 18446744073709551615n },
    },
  ]);
  expect(await issuesOf('{"choice":18446744073709551613}')).toMatchObject([{ pointer: "/choice" }]);
  expect(await issuesOf('{"seed":"18446744073709551615"}')).toMatchObject([
    { fix: { set: 18446744073709551615n } },
  ]);
});

test.each(["1e400", "-1e400", "1e-400", "1".repeat(400)])(
  "%s, which cannot be kept, is refused with its place",
  async (number) => {
    for (const path of [runs, "/api/hitl/preview", "/api/teams/run"]) {
      const response = await rita.post(path, bodyOf(`{"data":[1,{"a~b":${number}}]}`));
      const { errors } = await problemOf(response, "validation_error");
      expect(errors).toMatchObject([{ pointer: "/edits/payload/data/1/a~0b" }]);
    }
  },
);

test("a whole payload takes the present one's place, its nulls included", async () => {
  const waiting = await created('{"note":1}');
  const whole = { prompt: "a boat", seed: 18446744073709551615n, data: null };
  const edited = await ann.decide(waiting.run_id, "edit", {
    edits: { payload_whole: whole },
    approve: false,
  });
  expect(edited.suggested_payload).toEqual(whole);
  const fork = { edits: { payload_whole: { ...whole, note: null } } };
  const forked = await runOf(await rita.post(`${runs}/${waiting.run_id}/fork`, fork, { prefer: "wait=15" }));
  expect(forked.suggested_payload).toEqual({ ...whole, note: null });
  for (const beside of [{ payload: {} }, { revision: 1 }]) {
    const edits = { payload_whole: whole, ...beside };
    const response = await ann.post(`${runs}/${waiting.run_id}/edit`, { edits });
    const { errors } = await problemOf(response, "validation_error");
    expect(errors).toMatchObject([{ pointer: "/edits/payload_whole" }]);
  }
});
