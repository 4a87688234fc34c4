import { printJson } from "@/lib/contracts/json-text";
import type { WebhookOff } from "@/lib/contracts/webhooks";
import { CodedError } from "@/lib/core/errors";
import { type Principal, systemActor } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Transaction } from "@/lib/store/connection/client";
import { momentOfEntry } from "@/lib/store/deliveries";
import {
  type EndpointDelivery,
  endpointDeliveryOf,
  keepEndpointDelivery,
} from "@/lib/store/endpoint-deliveries";
import { endpointById, noteFailing, type StoredEndpoint, switchOff } from "@/lib/store/webhook-endpoints";
import type { Context } from "../context";
import type { Announcement } from "../jobs";
import { webhookLimits } from "../limits";
import { getRun } from "../reading/get-run";
import { besideTurns, hopeless, inTurn, isTooOld, nextTry, type Outcome, post } from "./attempt";
import { LockedAddress, openAddress } from "./locked-address";
import { endpointSecret } from "./secret";

/** By whose eyes an endpoint is told of a run: admins make them, and it is told what they see. */
function eyesOf({ id, name }: StoredEndpoint): Principal {
  return { kind: "api_key", id, name, email: null, role: "admin" };
}

/** A delivery that was not tried yet. */
export function freshDelivery(
  { delivery: id, endpoint_id: endpointId, run_id: runId, seq, event }: Announcement,
  now: Date,
): EndpointDelivery {
  const untried = { lastAt: null, status: null, problem: null, deliveredAt: null };
  return { id, endpointId, runId, seq, event, tries: 0, earlier: 0, createdAt: now, nextAt: now, ...untried };
}

/** What is sent: the run as it is now. Nothing of it is kept with the delivery, so that erasing leaves nothing there. */
async function bodyOf(
  context: Context,
  endpoint: StoredEndpoint,
  { runId, seq, event, createdAt }: EndpointDelivery,
): Promise<string> {
  if (runId === null || seq === null)
    return printJson({ type: event, timestamp: createdAt.toISOString(), data: {} });
  const at = (await momentOfEntry(context.db.prisma, runId, seq)) ?? createdAt;
  const run = await getRun(context, eyesOf(endpoint), runId);
  return printJson({ type: event, timestamp: at.toISOString(), data: { run } });
}

/** What signs for an endpoint now: its secret, and for a while after a rotation the one before. */
function secretsOf(context: Context, { id, secret, overlapUntil }: StoredEndpoint): string[] {
  const overlaps = overlapUntil !== null && overlapUntil > context.clock();
  const numbers = overlaps ? [secret, secret - 1] : [secret];
  return numbers.map((number) => endpointSecret(context, id, number));
}

async function send(
  context: Context,
  endpoint: StoredEndpoint,
  address: string,
  delivery: EndpointDelivery,
): Promise<Outcome> {
  try {
    const body = await bodyOf(context, endpoint, delivery);
    return await post(context, address, { id: delivery.id, body, secrets: secretsOf(context, endpoint) });
  } catch (error) {
    if (error instanceof CodedError && error.code === "run_not_found") return hopeless("no_run");
    throw error;
  }
}

/**
 * Tries a delivery once, and writes down how that went, together with what it means for the endpoint.
 * @returns the delivery as it stands then, or when to come back for a turn
 */
export async function tryDelivery(
  context: Context,
  endpoint: StoredEndpoint,
  delivery: EndpointDelivery,
): Promise<EndpointDelivery | Date> {
  const address = openAddress(context, endpoint.id, LockedAddress.parse(endpoint.locked));
  const outcome = address === null ? hopeless("no_key") : await sendTo(address);
  function sendTo(to: string): Promise<Outcome | Date> {
    const sends = () => send(context, endpoint, to, delivery);
    // What an admin tries by hand does not wait for what runs tell.
    return delivery.runId === null
      ? besideTurns(context, `test ${endpoint.id}`, to, sends)
      : inTurn(context, endpoint.id, to, sends);
  }
  if (outcome instanceof Date) return outcome;
  return settle(context, endpoint, delivery, outcome);
}

/** A delivery after one more try, as its row stands by now: who had it sent again meanwhile still gets that. */
function after(
  before: EndpointDelivery,
  there: EndpointDelivery,
  { status, problem, final }: Outcome,
  now: Date,
): EndpointDelivery {
  const tries = there.tries + 1;
  const [isTest, isAskedFor] = [there.runId === null, there.earlier > before.earlier];
  const next = final || isTest ? null : nextTry(tries - there.earlier, sinceOf(there, now), now);
  const nextAt = isAskedFor ? there.nextAt : next;
  const earlier = isAskedFor ? tries : there.earlier;
  return {
    ...there,
    tries,
    earlier,
    lastAt: now,
    status,
    problem,
    nextAt,
    deliveredAt: problem === null ? now : null,
  };
}

/** Since when it is to be told; what was sent again by hand is as old as that, which no column says. */
function sinceOf({ createdAt, earlier }: EndpointDelivery, now: Date): Date {
  return earlier > 0 ? now : createdAt;
}

async function settle(
  context: Context,
  tried: StoredEndpoint,
  delivery: EndpointDelivery,
  outcome: Outcome,
): Promise<EndpointDelivery> {
  const now = context.clock();
  const { status, problem } = outcome;
  const isTest = delivery.runId === null;
  const [settled, off] = await context.db.transaction(async (tx) => {
    const there = (await endpointDeliveryOf(tx, delivery.id)) ?? delivery;
    const row = after(delivery, there, outcome, now);
    return [row, await meant(tx, row)] as const;
  });
  /** Keeps the row, and says whether the endpoint is switched off by it, and why. */
  async function meant(tx: Transaction, row: EndpointDelivery): Promise<WebhookOff | null> {
    const endpoint = await endpointById(tx, delivery.endpointId);
    // Whoever took it away took the list of what it was told along.
    if (endpoint === null) return null;
    await keepEndpointDelivery(tx, row);
    // What the address of before did says nothing of the one that it has now.
    if (macOf(endpoint) !== macOf(tried)) return null;
    if (problem === null) {
      if (endpoint.failingSince !== null) await noteFailing(tx, endpoint.id, null);
      return null;
    }
    // What an admin tries says nothing of what runs were told.
    if (isTest) return null;
    await noteFailing(tx, endpoint.id, now);
    const why = whyOff(endpoint, problem, now);
    if (why === null || !(await switchOff(tx, endpoint.id, why, now))) return null;
    const change = { before: { enabled: true }, after: { enabled: false, disabled: why } };
    await note(tx, systemActor, { action: "webhook.disabled", target: endpoint, ...change }, now);
    return why;
  }
  if (problem !== null) {
    const fields = {
      endpoint: delivery.endpointId,
      delivery: delivery.id,
      status,
      problem,
      tries: settled.tries,
    };
    context.log.warn({ event: "webhook_not_taken", ...fields }, "A webhook was not taken");
  }
  if (off !== null) {
    context.endpoints.forget();
    const fields = { endpoint: delivery.endpointId, why: off };
    context.log.error({ event: "webhook_off", ...fields }, "An endpoint is told nothing any more");
  }
  return settled;
}

/** Names an endpoint's address. */
function macOf({ locked }: StoredEndpoint): string {
  return LockedAddress.parse(locked).mac;
}

/** Whether an endpoint is to be switched off after a try that failed, and why. */
function whyOff({ failingSince }: StoredEndpoint, problem: string, now: Date): WebhookOff | null {
  if (problem === "gone") return "gone";
  const since = failingSince?.getTime() ?? now.getTime();
  return now.getTime() - since >= webhookLimits.disableAfter ? "failing" : null;
}

/**
 * Tells an admin's endpoint. A process that dies between the answer and its row tries once more, under the same id. One
 * that is switched off is told nothing, and the row says so.
 * @returns when to try again, or null: it was taken, or it is given up after a day, and the row says why
 */
export async function announce(context: Context, announcement: Announcement): Promise<Date | null> {
  const { prisma } = context.db;
  const endpoint = await endpointById(prisma, announcement.endpoint_id);
  if (endpoint === null) return null;
  const known = await endpointDeliveryOf(prisma, announcement.delivery);
  const now = context.clock();
  if (known && (known.nextAt === null || known.nextAt > now)) return known.nextAt;
  const delivery = known ?? freshDelivery(announcement, now);
  if (!endpoint.enabled) {
    await keepEndpointDelivery(prisma, { ...delivery, problem: "switched_off", nextAt: null });
    return null;
  }
  const tried = await tryDelivery(context, endpoint, delivery);
  if (!(tried instanceof Date)) return tried.nextAt;
  if (isTooOld(sinceOf(delivery, now), now)) {
    await keepEndpointDelivery(prisma, { ...delivery, problem: "no_turn", nextAt: null });
    return null;
  }
  // What waits for its turn is seen to wait.
  if (known === null) await keepEndpointDelivery(prisma, { ...delivery, nextAt: tried });
  return tried;
}

/** Writes down that nobody tries any more, since each try failed here; whoever looks must not wait for it (law 8). */
export async function giveAnnouncementUp(context: Context, announcement: Announcement): Promise<void> {
  const { prisma } = context.db;
  const known = await endpointDeliveryOf(prisma, announcement.delivery);
  if (known?.nextAt === null || (await endpointById(prisma, announcement.endpoint_id)) === null) return;
  const delivery = known ?? freshDelivery(announcement, context.clock());
  await keepEndpointDelivery(prisma, { ...delivery, problem: "failed", nextAt: null });
}
