import { CodedError } from "@/lib/core/errors";
import type { IncomingWebhook, VerifiedWebhook } from "@/lib/providers/contract";
import { attemptOfCall } from "@/lib/store/runs/attempts";
import { loadState } from "@/lib/store/runs/load-run";
import { type NewJob, promising } from "@/lib/store/runs/outbox";
import { claimWebhook } from "@/lib/store/webhooks";
import type { Context } from "../context";
import { jobOf } from "../jobs";
import { attemptInHand } from "./attempt-in-hand";
import { attemptOf } from "./provider-call";

/** A provider's report as it came in. */
export interface ReceivedWebhook extends IncomingWebhook {
  /** The attempt that its address names; not signed, so it only helps to find what to look at. */
  attempt: string | null;
}

/** The job to wake: that of the attempt which has this call, or is named and may not know its call yet. */
async function jobOfReport(
  context: Context,
  { predictionId }: VerifiedWebhook,
  named: string | null,
): Promise<NewJob | null> {
  const row = await attemptOfCall(context.db.prisma, predictionId, attemptOf(named ?? ""));
  if (!row) return null;
  const state = await loadState(context.db.prisma, row.runId);
  return attemptInHand(state, row.number) ? jobOf(state, { kind: "call", attempt: row.number }) : null;
}

/**
 * Takes a provider's report: it only wakes the attempt's job, which asks the provider itself. So reports may come
 * late, twice, out of order, forged by a leaked secret, or never: the worst they do is one look too many.
 *
 * @throws CodedError `unauthenticated` for anything that is not surely the provider's, or came before; `not_found` for
 *   a provider that is not there
 */
export async function receiveWebhook(
  context: Context,
  providerName: string,
  { headers, body, attempt }: ReceivedWebhook,
): Promise<void> {
  const provider = context.registry.list().find(({ name }) => name === providerName);
  if (!provider) throw new CodedError("not_found", "There is no provider of that name.");
  const signal = AbortSignal.timeout(context.limits.lookupTimeout);
  const report = await provider.verifyWebhook?.({ headers, body }, signal);
  if (!report) {
    const words = `This is not a webhook of ${provider.label}'s, or it is too old.`;
    throw new CodedError("unauthenticated", words);
  }
  const job = await jobOfReport(context, report, attempt);
  const now = context.clock();
  const jobs = context.outbox(job ? [job] : [], now);
  await promising(context.db, jobs, (tx) => claimWebhook(tx, provider.name, report.id, now));
  jobs.begin();
}
