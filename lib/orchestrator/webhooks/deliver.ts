import { printJson } from "@/lib/contracts/json-text";
import { urlOf } from "@/lib/contracts/url-of";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { postGuarded } from "@/lib/providers/fetch-guarded";
import { type Delivery, deliveryOf, keepDelivery, momentOfEntry } from "@/lib/store/deliveries";
import { loadRun, type StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { webhookLimits } from "../limits";
import { predictionView } from "../predictions/prediction-view";
import { getRun } from "../reading/get-run";
import { KeptRequest } from "../requests/request";
import { signedHeaders, webhookSecret } from "./secret";

/** One entry of a run's log that its webhook is told. */
export interface Telling {
  run_id: string;
  seq: number;
  event: string;
}

/** The name under which an entry is told, however often it is tried: receivers know by it what came before. */
export function deliveryId({ run_id, seq, event }: Telling): string {
  return `msg_${run_id.replace(/^run_/, "")}_${seq}_${event.replace(/\W/g, "_")}`;
}

/** How one try went: the receiver's status, or why there is none; and whether another one may help. */
interface Outcome {
  status: number | null;
  problem: string | null;
  final: boolean;
}

const never = new Set(["private_address", "no_web_address"]);

function outcomeOf(answer: Awaited<ReturnType<typeof postGuarded>>): Outcome {
  if (typeof answer === "string") return { status: null, problem: answer, final: never.has(answer) };
  if (answer >= 200 && answer < 300) return { status: answer, problem: null, final: true };
  if (answer === 410) return { status: answer, problem: "gone", final: true };
  const problem = answer >= 300 && answer < 400 ? "redirected" : "refused";
  return { status: answer, problem, final: false };
}

/** When to try again after so many tries; null once there were all. */
function nextTry(tries: number, now: Date): Date | null {
  const wait = webhookLimits.waits[tries - 1];
  return wait === undefined ? null : new Date(now.getTime() + wait);
}

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
  const address = stored && KeptRequest.parse(stored.request).webhook_url;
  if (stored === null) return null;
  const turn = context.webhookTurns.enter(stored.ownerId, hostOf(address), now);
  if (turn instanceof Date) return turn;
  const outcome =
    address === null
      ? { status: null, problem: "erased", final: true }
      : await send(context, stored, address, telling).finally(turn.leave);
  if (address === null) turn.leave();
  else turn.learn(outcome.problem, context.clock());
  const delivery = after(telling, known, outcome, now, context.clock());
  const { tries } = delivery;
  await keepDelivery(prisma, delivery);
  const { run_id } = telling;
  const fields = { run_id, delivery: id, status: outcome.status, problem: outcome.problem, tries };
  if (outcome.problem !== null)
    context.log.warn({ event: "webhook_not_taken", ...fields }, "A webhook was not taken");
  return delivery.nextAt;
}

function hostOf(address: string | null): string {
  return (address && urlOf(address)?.host) ?? "";
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
    nextAt: final ? null : nextTry(tries, lastAt),
    deliveredAt: problem === null ? lastAt : null,
  };
}

/** Writes down that nobody tries any more, since each try failed here; whoever looks must not wait for it (law 8). */
export async function giveDeliveryUp(context: Context, telling: Telling): Promise<void> {
  const { prisma } = context.db;
  const known = await deliveryOf(prisma, deliveryId(telling));
  if (known?.nextAt === null || (await storedOrNull(context, telling.run_id)) === null) return;
  const now = context.clock();
  await keepDelivery(
    prisma,
    after(telling, known, { status: null, problem: "failed", final: true }, now, now),
  );
}

async function send(
  context: Context,
  stored: StoredRun,
  address: string,
  telling: Telling,
): Promise<Outcome> {
  const body = await bodyOf(context, stored, telling);
  const timestamp = Math.floor(context.clock().getTime() / 1000);
  const headers = signedHeaders(webhookSecret(context, stored.ownerId), {
    id: deliveryId(telling),
    timestamp,
    body,
  });
  const signal = AbortSignal.timeout(context.limits.webhookTimeout);
  return outcomeOf(
    await postGuarded(address, { headers, body }, { privateHosts: context.webhookHosts, signal }),
  );
}
