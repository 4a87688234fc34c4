import type { CreateRun } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import type { RunFailure } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import { said } from "@/lib/contracts/sentences";
import type { CheckedPayload } from "@/lib/core/commands";
import { saidOf } from "@/lib/core/failure";
import { effectivePolicy } from "@/lib/core/policy";
import { actorOf, type Principal } from "@/lib/core/principal";
import { createRun, transition } from "@/lib/core/transition";
import { type Draft, draftOn } from "@/lib/core/transition/draft";
import { follow } from "@/lib/core/transition/forward";
import type { Context } from "@/lib/orchestrator/context";
import { type ResolvedModel, runModel } from "@/lib/orchestrator/request";
import type { SealedCreate } from "@/lib/orchestrator/secrets/seal-request";
import { insertRun } from "@/lib/store/commit";
import { documentsOf } from "@/lib/store/documents";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import { keepSecrets } from "@/lib/store/sealed-secrets";
import { oneShotLimits } from "./limits";

interface Opening {
  principal: Principal;
  run_id: string;
  body: CreateRun;
  resolved: ResolvedModel;
  sealed: SealedCreate;
  capabilities: Capabilities;
  payload: JsonObject;
  checked: CheckedPayload;
  /** Why nothing will be called: the record is closed as it is opened. */
  refusal: RunFailure | null;
  idempotency: IdempotencyClaim | null;
}

/**
 * Writes down that a one-shot call is about to be made, before it is made: request, payload, and an attempt that is
 * being submitted, with its secrets locked away. With it goes a job that closes the record as failed should this process die before it can.
 * @returns the id of the run
 */
export async function openRecord(context: Context, opening: Opening): Promise<string> {
  const { principal, run_id, body, resolved, sealed, payload, refusal, idempotency } = opening;
  const now = context.clock();
  const at = now.toISOString();
  const first = createRun(
    {
      type: "create",
      run_id,
      by: actorOf(principal),
      model: runModel({ ...resolved, model: sealed.model }),
      policy: effectivePolicy({ policy: "auto" }),
      prompt: body.prompt,
      attachments: sealed.attachments,
      parent_run_id: null,
    },
    at,
  );
  const draft = draftOn(first.run, actorOf(principal), at);
  writePayload(draft, opening);
  if (refusal)
    draft.emit("run_failed", { status: "failed", says: saidOf(refusal), data: { error: refusal } });
  const sent = refusal ? draft : beginCall(draft, now);
  const { run } = sent;
  const events = [...first.events, ...draft.events, ...(sent === draft ? [] : sent.events)];
  const record = {
    path: "legacy" as const,
    ownerId: principal.id,
    userId: body.user_id ?? null,
    sessionId: body.session_id ?? null,
    request: sealed.request,
    description: sealed.model,
  };
  await context.db.transaction(async (tx) => {
    await insertRun(tx, { run, events, effects: [] }, record, documentsOf(payload));
    if (!refusal) await keepSecrets(tx, run_id, sealed.secrets, now);
    if (!refusal) await context.outbox(tx, [orphanJob(run.run_id, now)], now);
    if (idempotency) await claimKey(tx, idempotency, run.run_id, now);
  });
  context.wakeups.announce(run.run_id);
  return run.run_id;
}

function writePayload(
  draft: Draft,
  { capabilities, checked: { digest, issues, cost, likeness } }: Opening,
): void {
  const { operation_type } = capabilities;
  draft.emit("step_completed", {
    says: said("older_path"),
    data: { assessment: { trace: [], capabilities, operation_type } },
  });
  draft.emit("payload_revised", {
    says: said("payload_built"),
    data: { kind: "proposed", revision: 1, digest, issues, cost, likeness, changes: [] },
  });
}

/** An attempt that counts as being submitted from here on: after a crash nobody can say whether it was. */
function beginCall(draft: Draft, now: Date) {
  const { payload } = draft.run;
  if (payload) follow(draft, { kind: "call", signed: payload, adopt: null });
  const lease_until = new Date(now.getTime() + oneShotLimits.deadline).toISOString();
  return transition(draft.run, { type: "begin_submission", attempt: 1, lease_until }, draft.now);
}

/** Looks at the record when its call must be over: if it is still open then, its process is gone. */
function orphanJob(run_id: string, now: Date) {
  const runAt = new Date(now.getTime() + oneShotLimits.deadline + oneShotLimits.grace);
  return { kind: "advance", payload: { run_id }, key: `advance:${run_id}:orphaned`, runAt };
}
