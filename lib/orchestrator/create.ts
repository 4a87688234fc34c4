import type { CreateRun } from "@/lib/contracts/create-run";
import { effectivePolicy } from "@/lib/core/policy";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { createRun as firstTransition } from "@/lib/core/transition";
import { insertRun } from "@/lib/store/commit";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import { demandReadable } from "./build";
import type { Context } from "./context";
import { jobOf } from "./jobs";
import { attachmentsOf, keptRequest, resolveModel, runModel } from "./request";

/**
 * Creates a run and enqueues its first step, in one transaction.
 *
 * @param body a validated `POST /api/hitl/runs`
 * @param idempotency tied to the run in the same transaction, when the client sent a key
 * @returns the run at step `created`
 * @throws CodedError `validation_error` for an unknown tool or model, `idempotency_conflict`
 */
export async function createRun(
  context: Context,
  principal: Principal,
  body: CreateRun,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  const resolved = await resolveModel(context, body);
  const attachments = attachmentsOf(body);
  if (body.agent_tool_config) {
    demandReadable(resolved.provider, resolved.model, { prompt: body.prompt, attachments });
  }
  const now = context.clock();
  const next = firstTransition(
    {
      type: "create",
      run_id: context.newId("run"),
      by: actorOf(principal),
      model: runModel(resolved),
      policy: effectivePolicy(body.hitl_config),
      prompt: body.prompt,
      attachments,
      parent_run_id: null,
    },
    now.toISOString(),
  );
  const record = {
    ownerId: principal.id,
    userId: body.user_id ?? null,
    sessionId: body.session_id ?? null,
    request: keptRequest(body),
    description: resolved.model,
  };
  context.reached("create:before-commit");
  await context.db.transaction(async (tx) => {
    await insertRun(tx, next, record, new Map());
    await context.outbox(
      tx,
      next.effects.map((effect) => jobOf(next.run, effect)),
      now,
    );
    if (idempotency) await claimKey(tx, idempotency, next.run.run_id, now);
  });
  context.reached("create:after-commit");
  context.nudge();
  context.wakeups.announce(next.run.run_id);
  return next.run;
}
