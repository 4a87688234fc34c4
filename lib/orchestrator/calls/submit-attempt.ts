import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { hiddenIssues } from "@/lib/core/hidden/hidden-issues";
import type { AttemptState } from "@/lib/core/state";
import type { Prediction, Provider, Wait } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { Held } from "@/lib/store/holds";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { type HoldWait, holdAhead, waitOf } from "../holds/wait-of-hold";
import { backoffAfter, sendWithin } from "../limits";
import { perform } from "../perform";
import { runModel } from "../requests/request";
import { providerOf } from "../requests/stored-model";
import { type Calls, callsOf } from "../secrets/calls";
import { overSealed } from "../secrets/over-sealed";
import { attemptInHand } from "./attempt-in-hand";
import { type BroughtCall, bringFiles, namesFiles } from "./bring-files";
import { failureOf } from "./failure-of";
import { restOf } from "./hold-back";
import { type Again, later } from "./later";
import { type Drift, findDrift } from "./model-watch";
import { signedCall } from "./provider-call";
import { type Doubt, lookUpAttempt } from "./reconcile-attempt";
import { recordSubmission } from "./record-submission";

/** How long a submission may take, and for how long nobody else touches its attempt; in milliseconds. */
function submissionTimes({ limits }: Context, { answersWithin }: Provider) {
  const patience = answersWithin ?? limits.submitTimeout;
  return { patience, lease: patience + sendWithin(limits) };
}

/** Takes the fence, or says which hold keeps it from that; null when somebody else has it. Then nothing may be sent. */
async function takeFence(
  context: Context,
  runId: string,
  number: number,
  { lease, body }: { lease: number; body: string | null },
): Promise<AttemptState | HoldWait | null> {
  let taken = false;
  try {
    const run = await perform(context, runId, (stored, now) => {
      taken = attemptInHand(stored.state, number)?.phase === "prepared";
      if (!taken) return null;
      const lease_until = new Date(now.getTime() + lease).toISOString();
      return { command: { type: "begin_submission", attempt: number, lease_until, body: body ?? undefined } };
    });
    return taken ? run.attempt : null;
  } catch (error) {
    if (error instanceof Held) return waitOf(error.hold);
    throw error;
  }
}

async function refused(
  context: Context,
  runId: string,
  attempt: AttemptState,
  error: ProviderError,
): Promise<Again> {
  const { number, fence, delays } = attempt;
  // Nobody waits for what a provider asks beyond all measure: then a person is told.
  const worthWaiting = error.kind === "temporary" && error.asksTooLongMs === null;
  if (worthWaiting && delays < context.limits.maxDelays) {
    const wait = error.retryAfterMs ?? backoffAfter(context.limits, delays + 1);
    const reason = said("tried_again", { why: error.said, seconds: Math.ceil(wait / 1000) });
    const run = await perform(context, runId, ({ state }) =>
      attemptInHand(state, number)
        ? { command: { type: "delay_submission", attempt: number, fence, reason } }
        : null,
    );
    if (!attemptInHand(run, number)) return null;
    const until = later(context, wait);
    return error.retryAfterMs === null ? until : { kind: "provider_rest", until, reason: error.said };
  }
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, number)
      ? {
          command: {
            type: "settle_failed",
            attempt: number,
            provider_id: null,
            provider_ms: null,
            error: failureOf(error),
          },
        }
      : null,
  );
  return null;
}

/** Whether the provider is to be left alone now, and until when: each attempt another moment where it can say. */
function busyUntil(context: Context, provider: Provider): Wait | null {
  const rest = restOf(context, provider);
  return rest && (provider.admit?.() ?? rest);
}

/** Sends the run back to its reviewers, with the model described as it is now. */
async function refuseDrifted(
  context: Context,
  stored: StoredRun,
  number: number,
  payload: JsonObject,
  { issue, seen, description }: Drift,
): Promise<void> {
  const provider = providerOf(context, stored);
  const model = runModel({ provider, model: description });
  const found = overSealed(provider).validatePayload(payload, description);
  const issues = [...found, ...hiddenIssues(payload)];
  await perform(context, stored.state.run_id, ({ state }) =>
    attemptInHand(state, number)?.phase === "prepared"
      ? {
          command: { type: "dispatch_refused", attempt: number, issue, drift: { seen, model, issues } },
          description,
        }
      : null,
  );
}

/** True when others might take the attempt over before its answer is here: sent now, it could be sent twice (law 3). */
function isTooLate({ clock }: Context, { lease_until }: AttemptState, patience: number): boolean {
  return lease_until !== null && clock().getTime() + patience > Date.parse(lease_until);
}

/** What to know for looking the call up: turned away by the provider, or without any answer of its own. */
function doubtOf(error: unknown): Doubt {
  if (!(error instanceof ProviderError)) return { wait: 0 };
  const { status, retryAfterMs } = error;
  const turnedAway = status !== null && (status === 408 || status >= 500);
  return { answered: turnedAway ? status : undefined, wait: retryAfterMs ?? 0 };
}

/** Sends the run back to its reviewers: what would be sent is not what was signed (law 1). */
async function refuseDispatch(context: Context, runId: string, attempt: number, issue: Issue): Promise<null> {
  await perform(context, runId, ({ state }) =>
    attemptInHand(state, attempt) ? { command: { type: "dispatch_refused", attempt, issue } } : null,
  );
  return null;
}

/** Whether the model is as it was reviewed; where it is not, or nobody can tell, that is seen to, and when to come back. */
async function stoppedByDrift(
  context: Context,
  stored: StoredRun,
  provider: Provider,
  prepared: AttemptState,
  payload: JsonObject,
): Promise<Again | "goes"> {
  let drift: Drift | null;
  try {
    drift = await findDrift(context, stored);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // Sending without knowing what would run is what law 1 forbids; so the attempt waits, and in the end a person is told.
    const why = said("model_unasked", { why: error.said });
    const { kind, status, asksTooLongMs } = error;
    const retryAfterMs = asksTooLongMs ?? error.retryAfterMs;
    const details = { ...(status !== null && { status }), ...(retryAfterMs !== null && { retryAfterMs }) };
    return (
      busyUntil(context, provider) ??
      refused(context, stored.state.run_id, prepared, new ProviderError(kind, why, details))
    );
  }
  if (drift) {
    await refuseDrifted(context, stored, prepared.number, payload, drift);
    return null;
  }
  return "goes";
}

/** Sends the call exactly as it was signed, unless something is in its way. */
export async function submitAttempt(
  context: Context,
  stored: StoredRun,
  prepared: AttemptState,
): Promise<Again> {
  const { run_id } = stored.state;
  const held = await holdAhead(context, stored);
  if (held) return held;
  const provider = providerOf(context, stored);
  const calls = await callsOf(context, run_id, provider);
  const signed = await signedCall(context, stored, prepared, calls);
  if ("issue" in signed) return refuseDispatch(context, run_id, prepared.number, signed.issue);
  const wait = busyUntil(context, provider);
  if (wait) return wait;
  let brought: Awaited<ReturnType<typeof bringFiles>>;
  if (namesFiles(signed.call.payload)) {
    // Nothing is uploaded for a call that is not to be made; it is asked once more afterwards, for that may take minutes.
    const early = await stoppedByDrift(context, stored, provider, prepared, signed.call.payload);
    if (early !== "goes") return early;
  }
  try {
    brought = await bringFiles(context, provider, run_id, prepared, signed.call);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return refused(context, run_id, prepared, error);
  }
  if ("issue" in brought) return refuseDispatch(context, run_id, prepared.number, brought.issue);
  const { call, body } = brought;
  const { patience } = submissionTimes(context, provider);
  let gathered: readonly File[] | undefined;
  try {
    gathered = await calls.execute.gather?.(call, AbortSignal.timeout(patience));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return refused(context, run_id, prepared, error);
  }
  const changed = await stoppedByDrift(context, stored, provider, prepared, signed.call.payload);
  if (changed !== "goes") return changed;
  const admission = provider.admit?.();
  if (admission) return admission;
  const { number } = prepared;
  return context.sending.during(run_id, number, () =>
    send(context, stored, number, calls, { call: { ...call, gathered }, body }),
  );
}

/** Sends the call once, under a fence that is committed before. */
async function send(
  context: Context,
  stored: StoredRun,
  number: number,
  calls: Calls,
  { call, body }: BroughtCall,
): Promise<Again> {
  const { run_id } = stored.state;
  const { patience, lease } = submissionTimes(context, providerOf(context, stored));
  const attempt = await takeFence(context, run_id, number, { lease, body });
  if (!attempt || "kind" in attempt) return attempt;
  if (isTooLate(context, attempt, patience)) {
    const late = new ProviderError("temporary", said("too_slow"));
    return refused(context, run_id, attempt, late);
  }
  let prediction: Prediction;
  try {
    context.reached("call:before-send");
    prediction = await calls.execute.submit(call, AbortSignal.timeout(patience));
    context.reached("call:after-answer");
  } catch (error) {
    if (error instanceof ProviderError && error.kind !== "unknown")
      return refused(context, run_id, attempt, error);
    context.log.warn(
      { event: "outcome_unknown", run_id, attempt: attempt.number, err: error },
      "The outcome of a call is unknown; looking it up",
    );
    return lookUpAttempt(context, await loadRun(context.db.prisma, run_id), attempt, doubtOf(error));
  }
  return recordSubmission(context, stored, attempt, prediction);
}
