import { expect, test } from "vitest";
import { runOf, testApi, wanted } from "@/lib/testing/api";

const { rita, ann } = await testApi({ environment: { SANDBOX_DELAY_MS: "400", SANDBOX_FAIL: "1" } });

test("a sandbox that takes its time answers 202 first, and with SANDBOX_FAIL=1 fails in the end", async () => {
  const body = wanted({ hitl_config: { policy: "auto" } });
  const response = await rita.post("/api/hitl/runs", body, { prefer: "wait=0" });
  expect(response.status).toBe(202);
  const { run_id } = await runOf(response);
  await expect.poll(async () => (await rita.run(run_id)).status, { timeout: 30_000 }).toBe("failed");
  const run = await rita.run(run_id);
  expect(run.error?.message).toContain("SANDBOX_FAIL");
  expect(run.metadata_timings.provider_execution_time_ms).toBeGreaterThanOrEqual(400);
  const { provider_execution_time_ms, human_review_time_ms, total_execution_time_ms } = run.metadata_timings;
  expect(total_execution_time_ms).toBeGreaterThanOrEqual(provider_execution_time_ms + human_review_time_ms);
});

test("otherwise it asks, and a retry is another call", async () => {
  const run = await rita.create({ hitl_config: { policy: "auto_with_thresholds" } });
  expect(run).toMatchObject({ status: "awaiting_human", current_step: "api_call" });
  const again = await ann.decide(run.run_id, "retry");
  expect(again.attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
    [1, "failed"],
    [2, "failed"],
  ]);
  expect(again.metadata_timings.human_review_time_ms).toBeGreaterThanOrEqual(0);
});
