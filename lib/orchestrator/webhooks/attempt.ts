import { urlOf } from "@/lib/contracts/url-of";
import { postGuarded } from "@/lib/providers/fetch-guarded";
import type { Context } from "../context";
import { webhookLimits } from "../limits";
import { signedHeaders } from "./secret";

/** How one try went: the receiver's status, or why there is none; and whether another one may help. */
export interface Outcome {
  status: number | null;
  problem: string | null;
  final: boolean;
}

/** A try that was none, and that no other would help. */
export function hopeless(problem: string): Outcome {
  return { status: null, problem, final: true };
}

const never = new Set(["private_address", "no_web_address"]);

function outcomeOf(answer: Awaited<ReturnType<typeof postGuarded>>): Outcome {
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

/**
 * Sends once it is the receiver's turn.
 * @param whose the asker or the endpoint: of each a few are on their way at once
 * @returns how it went, or when to come back
 */
export async function inTurn(
  { webhookTurns, clock }: Pick<Context, "webhookTurns" | "clock">,
  whose: string,
  address: string,
  send: () => Promise<Outcome>,
): Promise<Outcome | Date> {
  const turn = webhookTurns.enter(whose, urlOf(address)?.host ?? "", clock());
  if (turn instanceof Date) return turn;
  const begun = performance.now();
  try {
    const outcome = await send();
    turn.learn(outcome.problem, performance.now() - begun, clock());
    return outcome;
  } finally {
    turn.leave();
  }
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
  return outcomeOf(
    await postGuarded(address, { headers, body }, { privateHosts: context.webhookHosts, signal }),
  );
}
