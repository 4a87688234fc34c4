import { afterEach, describe, expect, test } from "vitest";
import type { CreateRun } from "@/lib/contracts/create-run";
import { TriedRules } from "@/lib/contracts/rules";
import { deleteRule } from "@/lib/services/policies/delete-rule";
import { problemOf, runOf, testApi, wanted } from "@/lib/testing/api";
import { testAdmin } from "@/lib/testing/app";
import { fluxRef } from "@/lib/testing/engine";
import { addRule } from "@/lib/testing/rules";

const { app, replicate, rita, ann, ada } = await testApi();
const atPayload = { policy: "require_human" as const, allowed_steps: ["payload_review" as const] };
const oneShot = "/api/teams/run?use_hitl=false";
const waits = { prefer: "wait=15" };

/** A request that says itself what its model is; what is called is the version. */
function describing(data: object, config: CreateRun["hitl_config"] = { policy: "auto" }): CreateRun {
  const described = {
    name: "acme/cheap",
    latest_version: "dear-version",
    example_input: { prompt: "x" },
    ...data,
  };
  return wanted({ agent_tool_config: { "replicate-agent-tool": { data: described } }, hitl_config: config });
}

/** A rule's condition, and a request that describes itself into an exception or out of a demand. */
const forgeries = [
  ["a skip for a cheap name", { model: "acme/cheap" }, { skip: true as const }, {}],
  [
    "a skip for a kind",
    { operation_type: "text_generation" },
    { skip: true as const },
    { example_output: "hello there" },
  ],
  ["a demand on a dear name", { model: "dear/*" }, atPayload, {}],
  ["a demand on a kind", { operation_type: "video_*" }, atPayload, { example_output: "hello there" }],
] as const;

afterEach(async () => {
  for (const { id } of await app.db.prisma.policyRule.findMany())
    await deleteRule(app, testAdmin, id, {}, new Date());
});

describe.each(forgeries)("%s is not had by describing a model otherwise", (_, when, demand, data) => {
  const arrange = async () => {
    await addRule(app.db, { order: 1, when, demand });
    if ("skip" in demand) await addRule(app.db, { order: 2, when: { cost_over_usd: 0 }, demand: atPayload });
  };

  test.each([
    ["one-shot", oneShot],
    ["as a run", "/api/hitl/runs"],
  ])("%s", async (_, address) => {
    await arrange();
    const run = await runOf(await rita.post(address, describing(data), waits));
    expect([run.status, run.current_step, run.path]).toEqual(["awaiting_human", "payload_review", "hitl"]);
    expect(run.policy_rules).toHaveLength(1);
    expect(replicate.predictions).toHaveLength(0);
  });

  test("nor is anything else told of it in a preview or a trial", async () => {
    await arrange();
    const preview = await rita.post("/api/hitl/preview", describing(data));
    expect((await preview.json()).would_pause_at).toBe("payload_review");
    const as = { role: "requester", path: "legacy" };
    const tried = await ada.post("/api/hitl/policies/try", { run: describing(data), as });
    const { would_pause_at, path, rules } = TriedRules.parse(await tried.json());
    expect([would_pause_at, path]).toEqual(["payload_review", "hitl"]);
    expect(rules.map(({ applies }) => applies)).toEqual("skip" in demand ? [false, true] : [true]);
  });
});

test("a run whose own words describe its model is not believed when it is forked either", async () => {
  await addRule(app.db, { order: 1, when: { model: "acme/cheap" }, demand: { skip: true } });
  await addRule(app.db, { order: 2, demand: atPayload });
  const run = await runOf(await rita.post("/api/hitl/runs", describing({}), waits));
  const fork = await runOf(await rita.post(`/api/hitl/runs/${run.run_id}/fork`, {}, waits));
  expect([fork.status, fork.current_step]).toEqual(["awaiting_human", "payload_review"]);
});

test("a model of the catalogue is believed, also where an edit puts it in a described one's place", async () => {
  const before = replicate.predictions.length;
  await addRule(app.db, { order: 1, when: { model: "black-forest-labs/*" }, demand: { skip: true } });
  await addRule(app.db, { order: 2, when: { cost_over_usd: 0 }, demand: atPayload });
  const known = { model: fluxRef, hitl_config: { policy: "auto" as const } };
  expect((await rita.create(known)).status).toBe("completed");
  const atRequest = { policy: "require_human" as const, allowed_steps: ["information_review" as const] };
  const { run_id } = await runOf(await rita.post("/api/hitl/runs", describing({}, atRequest), waits));
  const edited = await ann.decide(run_id, "edit", { edits: { model: fluxRef }, approve: true });
  expect(edited.status).toBe("completed");
  expect(replicate.predictions).toHaveLength(before + 2);
});

test("an exception that rests on the path alone is not saved, by whichever change it would become one", async () => {
  const skip = { name: "One-shot", demand: { skip: true } };
  for (const when of [{ path: "legacy" }, { path: "legacy", metadata: {} }, { path: "*", model: "*" }]) {
    const refused = await problemOf(
      await ada.post("/api/hitl/policies", { ...skip, when }),
      "validation_error",
    );
    expect(refused.errors?.map(({ pointer }) => pointer)).toEqual(["/when/path"]);
  }
  const narrow = { when: { path: "legacy", role: "admin" as const }, demand: { skip: true as const } };
  const { id } = await addRule(app.db, narrow);
  const patch = (body: object) =>
    ada.send("PATCH", `/api/hitl/policies/${id}`, {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  await problemOf(await patch({ when: { path: "legacy" } }), "validation_error");
  expect((await patch({ demand: atPayload, when: { path: "legacy" } })).status).toBe(200);
  await problemOf(await patch({ demand: { skip: true } }), "validation_error");
});
