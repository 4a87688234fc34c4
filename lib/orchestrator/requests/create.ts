import type { RunPath } from "@/lib/contracts/words";
import { effectivePolicy } from "@/lib/core/policy";
import { actorOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import type { Context } from "../context";
import { filesFor } from "../files/named-files";
import { keepAddress } from "../webhooks/locked-address";
import { admitRequest } from "./admit-request";
import { type AskedRun, runModel } from "./request";
import { frozenFor, rulesFor } from "./rules-for";
import { startRun } from "./start-run";

/**
 * Creates a run and enqueues its first step, in one transaction.
 *
 * @param body a validated `POST /api/hitl/runs`
 * @param path the one that the request would take by itself
 * @param idempotency tied to the run in the same transaction, when the client sent a key
 * @returns the run at step `created`
 * @throws CodedError `validation_error` for an unknown tool or model, `idempotency_conflict`
 */
export async function createRun(
  context: Context,
  principal: Principal,
  body: AskedRun,
  idempotency: IdempotencyClaim | null = null,
  path: RunPath = "hitl",
): Promise<RunState> {
  const run_id = context.newId("run");
  const admitted = await admitRequest(context, run_id, body, filesFor(context, principal));
  const { provider, model, attachments, kept, secrets } = admitted;
  await admitted.files.adopt();
  const rules = await rulesFor(context, principal, body, path);
  return startRun(
    context,
    {
      run_id,
      by: actorOf(principal),
      model: runModel({ provider, model }),
      policy: effectivePolicy(body.hitl_config),
      ...frozenFor(rules, principal, body),
      prompt: body.prompt,
      attachments,
      parent_run_id: null,
    },
    {
      ownerId: principal.id,
      userId: body.user_id ?? null,
      sessionId: body.session_id ?? null,
      request: { ...kept, webhook_url: keepAddress(context, principal.id, kept.webhook_url) },
      description: model,
      secrets,
    },
    idempotency,
  );
}
