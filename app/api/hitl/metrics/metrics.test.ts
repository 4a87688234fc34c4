import { expect, test } from "vitest";
import { Metrics } from "@/lib/contracts/insights";
import { exactly, problemOf, testApi } from "@/lib/testing/api";

const api = await testApi();

test("figures are for reviewers and admins, of a range that makes sense", async () => {
  await problemOf(await api.rita.get("/api/hitl/metrics"), "forbidden");
  await problemOf(await api.nobody.get("/api/hitl/metrics"), "unauthenticated");
  const range = "from=2026-06-10T00:00:00Z&to=2026-06-01T00:00:00Z";
  await problemOf(await api.ann.get(`/api/hitl/metrics?${range}`), "validation_error");
  const wide = "from=2020-01-01T00:00:00Z&bucket=hour";
  await problemOf(await api.ann.get(`/api/hitl/metrics?${wide}`), "validation_error");
  const metrics = exactly(Metrics, await (await api.ann.get("/api/hitl/metrics")).json());
  expect(metrics.bucket).toBe("day");
  expect(metrics.series).toHaveLength(31);
});

test("Prometheus reads queue, decisions, calls and request times with an admin's key, and nobody else does", async () => {
  await problemOf(await api.ann.get("/api/metrics"), "forbidden");
  const run = await api.rita.create({ hitl_config: { allowed_steps: ["payload_review"] } });
  const text = async () => (await api.ada.get("/api/metrics")).text();
  expect(await text()).toContain('countersign_runs_waiting{step="payload_review"} 1');
  await api.ann.decide(run.run_id, "approve");
  const after = await text();
  expect(after).toContain('countersign_runs_waiting{step="payload_review"} 0');
  expect(after).toContain('countersign_decisions_total{action="approve"} 1');
  expect(after).toContain('countersign_provider_calls_total{outcome="succeeded"} 1');
  expect(after).toContain(
    'countersign_http_request_duration_seconds_count{method="POST",path="/api/hitl/runs/{id}/approve",status="200"} 1',
  );
});
