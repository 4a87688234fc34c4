import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import type { Cost, Issue, TraceEntry } from "@/lib/contracts/parts";
import { Preview } from "@/lib/contracts/run";
import { approveReview } from "@/lib/orchestrator/decisions/approve";
import { waitForRest } from "@/lib/orchestrator/reading/rest";
import { anyModel, anyPayload } from "@/lib/providers/payload/random-model";
import { fromColumn } from "@/lib/store/connection/json-column";
import { loadPayload } from "@/lib/store/runs/commit";
import { loadLog } from "@/lib/store/runs/load-log";
import { testApi } from "@/lib/testing/api";
import { by, fluxRef, llamaRef, reviewerAnn } from "@/lib/testing/engine";
import { secretModel, secretTool } from "@/lib/testing/secret-model";

const api = await testApi({ enableHitlOrchestrator: true });
const { app } = api;

beforeAll(async () => {
  api.replicate.addModel(secretModel);
  const answer = await api.ada.put("/api/rollout", { why: "a test", shadow: true });
  expect(answer.status).toBe(200);
});

const anyTarget = fc.oneof(
  fc.constantFrom({ model: fluxRef }, { model: llamaRef }, { agent_tool_config: secretTool() }),
  anyModel.map(({ exampleInput, openapiSchema }) => ({
    agent_tool_config: {
      "replicate-agent-tool": {
        data: {
          name: "someone/model",
          latest_version: "abc",
          example_input: exampleInput,
          openapi_schema: openapiSchema,
        },
      },
    },
  })),
);

const anyPatch = fc.oneof(
  anyPayload,
  fc.constantFrom<JsonObject[]>(
    { seed: 7 },
    { num_outputs: 99 },
    { hf_token: "hf_of_enough_letters" },
    { hf_token: "short", extra_key: "another-key" },
    { hf_token: "[secret]" },
  ),
);

const anyConfig = fc.record(
  {
    policy: fc.constantFrom("auto" as const, "require_human" as const, "auto_with_thresholds" as const),
    review_thresholds: fc.record(
      {
        confidence_min: fc.constantFrom(0, 0.6, 0.9, 1),
        payload_changes_max: fc.constantFrom(0, 2, 5),
        cost_max_usd: fc.constantFrom(null, 0, 0.002, 1),
      },
      { requiredKeys: [] },
    ),
    allowed_steps: fc.subarray(
      ["information_review" as const, "payload_review" as const, "response_review" as const],
      { minLength: 1 },
    ),
  },
  { requiredKeys: ["policy"] },
);

const anyRequest = fc.record({
  target: anyTarget,
  prompt: fc.constantFrom(
    "a red bicycle on a quay",
    "write to anna.smith@example.com",
    "Mickey Mouse",
    "zero\u200bwidth",
  ),
  attachments: fc.subarray(["https://a.example/photo.png", "https://a.example/voice.mp3?token=abc123secret"]),
  patch: fc.option(anyPatch),
  hitl_config: anyConfig,
});

interface Planned {
  payload: Json;
  issues: Issue[];
  cost: Cost | null;
  trace: TraceEntry[];
  stop: string | null;
}

/** What two runs of one request have in common: sealed values and ids are each run's own. */
const common = (payload: Json): Json =>
  parseJson(printJson(payload).replaceAll(/"\$sealed":"[^"]*"/g, '"$sealed":""'));

/** How long a run may take to come to rest, in milliseconds. */
const patience = 45_000;

const isPlanned = ({ step }: { step: string }) => step !== "response_review";

/** The first question the plan tells of; whether the answer is looked at is policy alone. */
const early = (step: string | null | undefined) =>
  step === "information_review" || step === "payload_review" ? step : null;

async function answered(asked: Promise<Response>): Promise<{ status: number; body: JsonObject }> {
  const response = await asked;
  return { status: response.status, body: parseJson(await response.text()) as JsonObject };
}

async function lastRevision(runId: string): Promise<Pick<Planned, "payload" | "issues" | "cost">> {
  const log = await loadLog(app.db.prisma, runId);
  const revised = log.flatMap(({ event }) => (event.type === "payload_revised" ? [event.data] : [])).at(-1);
  if (!revised) throw new Error(`${runId} has no payload`);
  const { revision, issues, cost } = revised;
  const { payload } = await loadPayload(app.db.prisma, runId, revision);
  return { payload: common(payload), issues, cost };
}

async function ofPreview(body: JsonObject): Promise<Planned> {
  const shown = Preview.parse(body);
  const { payload, validation_issues } = {
    payload: shown.suggested_payload,
    ...shown,
    ...shown.automatic_fixes,
  };
  return {
    payload: common(payload),
    issues: validation_issues,
    cost: shown.estimated_cost,
    trace: shown.policy_trace,
    stop: early(shown.would_pause_at),
  };
}

async function ofRun(runId: string): Promise<Planned> {
  const { context } = app.engine;
  let run = await waitForRest(context, runId, patience);
  const stop = run.status === "awaiting_human" ? early(run.step) : null;
  if (run.step === "information_review") {
    await approveReview(context, runId, by(reviewerAnn), {});
    run = await waitForRest(context, runId, patience);
  }
  return { ...(await lastRevision(runId)), trace: run.trace.filter(isPlanned), stop };
}

async function ofShadow(runId: string) {
  const shadows = () => app.db.prisma.shadowRun.count({ where: { runId } });
  await expect.poll(shadows, { timeout: 20_000 }).toBe(1);
  const row = await app.db.prisma.shadowRun.findUniqueOrThrow({ where: { runId } });
  const trace = fromColumn<TraceEntry[]>(row.trace).filter(isPlanned);
  return { trace, stop: early(row.wouldPauseAt), cost: row.costUsd, errors: row.errorIssues };
}

it("never tells of one request what differs between preview, run, shadow and the older path", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(anyRequest, async ({ target, patch, ...rest }) => {
      const body = { ...target, ...rest, ...(patch && { edits: { payload: patch } }) };
      const preview = await answered(api.rita.post("/api/hitl/preview", body));
      const created = await answered(api.rita.post("/api/hitl/runs", body, { prefer: "wait=0" }));
      const once = await answered(api.rita.post("/api/teams/run?use_hitl=false", body));
      const refused = [preview, created, once].map(({ status }) => status >= 400);
      expect(new Set(refused).size, printJson([preview.body, created.body, once.body])).toBe(1);
      if (refused[0]) return;

      const told = await ofPreview(preview.body);
      expect(await ofRun(String(created.body.run_id))).toEqual(told);
      const run_id = String(once.body.run_id);
      expect(await lastRevision(run_id)).toMatchObject({
        payload: told.payload,
        issues: told.issues,
        cost: told.cost,
      });
      expect(await ofShadow(run_id)).toEqual({
        trace: told.trace,
        stop: told.stop,
        cost: told.cost?.amount ?? null,
        errors: told.issues.filter(({ severity }) => severity === "error").length,
      });
    }),
    { numRuns: 60 },
  );
});
