import { beforeAll, describe, expect, it } from "vitest";
import type { HitlConfig } from "@/lib/contracts/policy";
import { problemOf, runOf, type TestApi, testApi } from "@/lib/testing/api";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});

const payloadFirst: HitlConfig = { policy: "require_human", allowed_steps: ["payload_review"] };

async function kindsOf(runId: string): Promise<string[]> {
  const { data } = await (await api.ann.get(`/api/hitl/runs/${runId}/revisions`)).json();
  return data.map((one: { kind: string }) => one.kind);
}

describe("a fork", () => {
  it("is a new run with the same request, policy and payload, and names where it came from", async () => {
    const parent = await api.rita.create({ hitl_config: payloadFirst });
    await api.ann.decide(parent.run_id, "edit", { edits: { payload: { seed: 7 } }, approve: false });
    const fork = await runOf(await api.ann.post(`/api/hitl/runs/${parent.run_id}/fork`));
    expect(fork.run_id).not.toBe(parent.run_id);
    expect(fork).toMatchObject({
      parent_run_id: parent.run_id,
      prompt: parent.prompt,
      hitl_config: parent.hitl_config,
      current_step: "payload_review",
      suggested_payload: { seed: 7 },
    });
    expect(await kindsOf(fork.run_id)).toEqual(["example", "proposed", "fork"]);
    expect(await kindsOf(parent.run_id)).toEqual(["example", "proposed", "edit"]);
  });

  it("lays its own edits on top, and another prompt builds the payload anew", async () => {
    const parent = await api.rita.create({ hitl_config: payloadFirst });
    await api.ann.decide(parent.run_id, "edit", { edits: { payload: { seed: 7 } }, approve: false });
    const path = `/api/hitl/runs/${parent.run_id}/fork`;
    const wider = await runOf(await api.ann.post(path, { edits: { payload: { width: 640 } } }));
    expect(wider.suggested_payload).toMatchObject({ seed: 7, width: 640 });
    const other = await runOf(await api.ann.post(path, { edits: { prompt: "a green bicycle" } }));
    expect(other.suggested_payload).toMatchObject({ prompt: "a green bicycle" });
    expect(other.suggested_payload).not.toHaveProperty("seed");
    expect(await kindsOf(other.run_id)).toEqual(["example", "proposed"]);
  });

  it("does not undo what a person edits in it before its payload is built", async () => {
    const parent = await api.rita.create();
    const fork = await runOf(
      await api.ann.post(`/api/hitl/runs/${parent.run_id}/fork`, { edits: { payload: { seed: 3 } } }),
    );
    const asked = await api.rita.create({
      hitl_config: { policy: "require_human", allowed_steps: ["information_review", "payload_review"] },
    });
    const waiting = await runOf(
      await api.ann.post(`/api/hitl/runs/${asked.run_id}/fork`, {
        edits: { payload: { prompt: "not this", seed: 3 } },
      }),
    );
    expect(waiting.current_step).toBe("information_review");
    await api.ann.decide(waiting.run_id, "edit", { edits: { prompt: "a blue door" } });
    await expect
      .poll(async () => (await api.ann.run(waiting.run_id)).suggested_payload)
      .toMatchObject({ prompt: "a blue door", seed: 3 });
    expect(fork.suggested_payload).toMatchObject({ seed: 3 });
  });

  it("is made once for one key, and not of a run one may not see", async () => {
    const parent = await api.rita.create();
    const path = `/api/hitl/runs/${parent.run_id}/fork`;
    const headers = { "idempotency-key": "fork-once" };
    const first = await runOf(await api.ann.post(path, {}, headers));
    const second = await runOf(await api.ann.post(path, {}, headers));
    expect(second.run_id).toBe(first.run_id);
    await problemOf(await api.rob.post(path), "run_not_found");
    await problemOf(await api.ann.post(path, { edits: { response: "x" } }), "validation_error");
  });
});
