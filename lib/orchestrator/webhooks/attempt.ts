import { urlOf } from "@/lib/contracts/url-of";
import { postGuarded } from "@/lib/providers/fetch-guarded";
import type { Context } from "../context";
import { webhookLimits } from "../limits";
import { signedHeaders } from "./secret";
import type { Receiving, WebhookTurns } from "./turns";

/** How one try went: the receiver's status, or why there is none; whether another one may help; how long the receiver took. */
export interface Outcome {
  status: number | null;
  problem: string | null;
  final: boolean;
  /** In milliseconds. */
  took: number;
}

/** A try that was none, and that no other would help. */
export function hopeless(problem: string): Outcome {
  return { status: null, problem, final: true, took: 0 };
}

const never = new Set(["private_address", "no_web_address"]);

function outcomeOf(answer: Awaited<ReturnType<typeof postGuarded>>): Omit<Outcome, "took"> {
  if (typeof answer === "string") return { status: null, problem: answer, final: never.has(answer) };
  if (answer >= 200 && answer < 300) return { status: answer, problem: null, final: true };
  if (answer === 410) return { status: answer, problem: "gone", final: true };
  const problem = answer >= 300 && answer < 400 ? "redirected" : "refused";
  return { status: answer, problem, final: false };
}

/** Whether what was first to be told then is given up by now. */
export function isTooOld(since: Date, now: Date): boolean {
  return now.getTime() - since.getTime() >= webhookLimits.giveUpAfter;
}

/** When to try again after so many tries of what was first to be told then; null once there were all, or after a day. */
export function nextTry(tries: number, since: Date, now: Date): Date | null {
  const wait = webhookLimits.waits[tries - 1];
  return wait === undefined || isTooOld(since, now) ? null : new Date(now.getTime() + wait);
}

type Turns = Pick<Context, "webhookTurns" | "clock">;

function receiving(whose: string, address: string): Receiving {
  return { whose, address, host: urlOf(address)?.host ?? "" };
}

async function sendIn(
  turn: ReturnType<WebhookTurns["enter"]>,
  { clock }: Turns,
  send: () => Promise<Outcome>,
): Promise<Outcome | Date> {
  if (turn instanceof Date) return turn;
  try {
    const outcome = await send();
    turn.learn(outcome.problem, outcome.took, clock());
    return outcome;
  } finally {
    turn.leave();
  }
}

/**
 * Sends once it is the receiver's turn.
 * @param whose the asker or the endpoint: of each a few are on their way at once
 * @returns how it went, or when to come back
 */
export function inTurn(
  context: Turns,
  whose: string,
  address: string,
  send: () => Promise<Outcome>,
): Promise<Outcome | Date> {
  const turn = context.webhookTurns.enter(receiving(whose, address), context.clock());
  return sendIn(turn, context, send);
}

/**
 * Sends while somebody waits for it, beside those that wait for their turn and whether the receiver rests or not.
 * @param whose of each a few are on their way at once
 * @returns how it went, or when to come back
 */
export function besideTurns(
  context: Turns,
  whose: string,
  address: string,
  send: () => Promise<Outcome>,
): Promise<Outcome | Date> {
  const turn = context.webhookTurns.enterBeside(receiving(whose, address), context.clock());
  return sendIn(turn, context, send);
}

interface Message {
  /** The `webhook-id`. */
  id: string;
  body: string;
  /** What it is signed with, each by itself. */
  secrets: readonly string[];
}

/** Sends a message once, signed now. Never throws for what the receiver does. */
export async function post(
  context: Context,
  address: string,
  { id, body, secrets }: Message,
): Promise<Outcome> {
  const timestamp = Math.floor(context.clock().getTime() / 1000);
  const headers = signedHeaders(secrets, { id, timestamp, body });
  const signal = AbortSignal.timeout(context.limits.webhookTimeout);
  const begun = performance.now();
  const guards = { privateHosts: context.webhookHosts, signal };
  const answer = await postGuarded(address, { headers, body }, guards);
  return { ...outcomeOf(answer), took: performance.now() - begun };
}
