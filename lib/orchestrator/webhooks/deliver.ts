import { printJson } from "@/lib/contracts/json-text";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { type Delivery, deliveryOf, keepDelivery, momentOfEntry } from "@/lib/store/deliveries";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { predictionView } from "../predictions/prediction-view";
import { getRun } from "../reading/get-run";
import { KeptRequest } from "../requests/request";
import { hopeless, inTurn, isTooOld, nextTry, type Outcome, post } from "./attempt";
import { shownOf, wholeOf } from "./locked-address";
import { webhookSecret } from "./secret";
import { deliveryId, type Telling } from "./telling";

/** Whoever asked for the run, by whose eyes its webhook is told of it. */
function ownerOf({ ownerId, state }: StoredRun): Principal {
  const { kind, name } = state.created_by;
  return { kind: kind === "user" ? "user" : "api_key", id: ownerId, name, email: null, role: "requester" };
}

/** What is sent: the run as it is now. Nothing of it is kept with the delivery, so that erasing leaves nothing there. */
async function bodyOf(context: Context, stored: StoredRun, { run_id, seq, event }: Telling): Promise<string> {
  const { webhook_events } = KeptRequest.parse(stored.request);
  if (webhook_events !== null) return printJson(await predictionView(context, stored, context.site));
  const at = (await momentOfEntry(context.db.prisma, run_id, seq)) ?? context.clock();
  const run = await getRun(context, ownerOf(stored), run_id);
  return printJson({ type: event, timestamp: at.toISOString(), data: { run } });
}

async function storedOrNull({ db }: Context, runId: string): Promise<StoredRun | null> {
  try {
    return await loadRun(db.prisma, runId);
  } catch (error) {
    if (error instanceof CodedError && error.code === "run_not_found") return null;
    throw error;
  }
}

/**
 * Tells a run's webhook of an entry of its log. A process that dies between the answer and its row tries once more, under
 * the same id.
 * @returns when to try again, or null: it was taken, or it is given up after a day, and the row says why
 */
export async function deliverWebhook(context: Context, telling: Telling): Promise<Date | null> {
  const { prisma } = context.db;
  const id = deliveryId(telling);
  const known = await deliveryOf(prisma, id);
  const now = context.clock();
  if (known && known.nextAt === null) return null;
  if (known?.nextAt && known.nextAt > now) return known.nextAt;
  const stored = await storedOrNull(context, telling.run_id);
  if (stored === null) return null;
  const kept = KeptRequest.parse(stored.request).webhook_url;
  const address = wholeOf(context, stored.ownerId, kept);
  const tried =
    address === null
      ? hopeless(shownOf(kept) === null ? "erased" : "no_key")
      : await inTurn(context, stored.ownerId, address, () => send(context, stored, address, telling));
  const since = known?.firstAt ?? (await momentOfEntry(prisma, telling.run_id, telling.seq)) ?? now;
  if (tried instanceof Date && !isTooOld(since, now)) return tried;
  const outcome = tried instanceof Date ? hopeless("no_turn") : tried;
  const delivery = after(telling, known, outcome, now, context.clock());
  const { tries } = delivery;
  await keepDelivery(prisma, delivery);
  const { run_id } = telling;
  const fields = { run_id, delivery: id, status: outcome.status, problem: outcome.problem, tries };
  if (outcome.problem !== null)
    context.log.warn({ event: "webhook_not_taken", ...fields }, "A webhook was not taken");
  return delivery.nextAt;
}

/** A delivery after one more try. */
function after(
  { run_id: runId, seq, event }: Telling,
  known: Delivery | null,
  { status, problem, final }: Outcome,
  begunAt: Date,
  lastAt: Date,
): Delivery {
  const tries = (known?.tries ?? 0) + 1;
  return {
    id: deliveryId({ run_id: runId, seq, event }),
    runId,
    seq,
    event,
    tries,
    firstAt: known?.firstAt ?? begunAt,
    lastAt,
    status,
    problem,
    nextAt: final ? null : nextTry(tries, known?.firstAt ?? begunAt, lastAt),
    deliveredAt: problem === null ? lastAt : null,
  };
}

/** Writes down that nobody tries any more, since each try failed here; whoever looks must not wait for it (law 8). */
export async function giveDeliveryUp(context: Context, telling: Telling): Promise<void> {
  const { prisma } = context.db;
  const known = await deliveryOf(prisma, deliveryId(telling));
  if (known?.nextAt === null || (await storedOrNull(context, telling.run_id)) === null) return;
  const now = context.clock();
  await keepDelivery(prisma, after(telling, known, hopeless("failed"), now, now));
}

async function send(
  context: Context,
  stored: StoredRun,
  address: string,
  telling: Telling,
): Promise<Outcome> {
  const body = await bodyOf(context, stored, telling);
  const secrets = [webhookSecret(context, stored.ownerId)];
  return post(context, address, { id: deliveryId(telling), body, secrets });
}
