import type { HitlConfig } from "@/lib/contracts/policy";
import type { ReviewStep } from "@/lib/contracts/words";
import { effectivePolicy, evaluatePolicy, type Measurement } from "@/lib/core/policy";
import type { RunState } from "@/lib/core/state";
import { toColumn } from "@/lib/store/json-column";
import { loadRun, type StoredRun } from "@/lib/store/load-run";
import { bounded } from "./bounded";
import type { Context } from "./context";
import { givenEdits } from "./edited-payload";
import { providerOf, storedModel } from "./stored-model";

const errorsIn = (issues: RunState["issues"]) => issues.filter(({ severity }) => severity === "error").length;

/** What policy would have looked at, step by step: of the answer, what the older path found. */
async function measure(context: Context, stored: StoredRun) {
  const { state } = stored;
  const provider = providerOf(context, stored);
  const model = storedModel(stored);
  const { prompt, attachments } = state;
  const asked = { model, request: { prompt, attachments }, ...givenEdits(stored) };
  const { built, checked, edited } = await bounded(provider, "assess", asked);
  const { changes, cost, issues } = edited?.checked ?? checked.fixed ?? checked.proposed;
  const { safety_flags, proposal } = built;
  const measured: Measurement[] = [
    { step: "information_review", confidence: proposal.confidence, safety_flags },
    { step: "payload_review", changes, cost, error_issues: errorsIn(issues) },
  ];
  if (state.status === "completed" && state.quality !== null)
    measured.push({ step: "response_review", quality: state.quality, error_issues: errorsIn(state.issues) });
  return { measured, cost, errorIssues: errorsIn(issues) };
}

/**
 * Looks at a request that took the older path as the new one would have: build, validation and policy, without calling
 * or asking anybody, and writes down what would have happened. Never throws: the request it looks at is not its own.
 *
 * @param config the policy to look with
 */
export async function shadowRun(
  context: Context,
  runId: string,
  config: HitlConfig | null | undefined,
): Promise<void> {
  try {
    const stored = await loadRun(context.db.prisma, runId);
    const policy = effectivePolicy(config);
    const { measured, cost, errorIssues } = await measure(context, stored);
    const trace = measured.flatMap((one) => evaluatePolicy(policy, one));
    const wouldPauseAt: ReviewStep | null = trace.find(({ asks }) => asks)?.step ?? null;
    const { provider, name } = stored.state.model;
    await context.db.prisma.shadowRun.create({
      data: {
        runId,
        at: new Date(stored.state.created_at),
        provider,
        model: name,
        wouldPauseAt,
        errorIssues,
        costUsd: cost?.amount ?? null,
        measured: toColumn(measured),
        trace: toColumn(trace),
      },
    });
  } catch (error) {
    context.log.warn(
      { event: "shadow_failed", run_id: runId, err: error },
      "The shadow could not look at a request",
    );
  }
}
