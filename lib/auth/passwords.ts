import { Semaphore } from "async-mutex";
import { hashPassword as hash, verifyPassword as verify } from "better-auth/crypto";
import { CodedError } from "@/lib/core/errors";
import { hashesAtOnce, hashesWaiting } from "./limits";

interface Turns {
  semaphore: Semaphore;
  waiting: number;
}

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.password-hashes");
const shared: typeof globalThis & { [slot]?: Turns } = globalThis;

function turns(): Turns {
  shared[slot] ??= { semaphore: new Semaphore(hashesAtOnce), waiting: 0 };
  return shared[slot];
}

/** @throws CodedError `unavailable` when too many passwords wait to be looked at already */
export function assertPasswordsMove(): void {
  if (turns().waiting < hashesWaiting) return;
  throw new CodedError("unavailable", "Too many people sign in at this moment. Try again in a few seconds.", {
    retryAfterSeconds: 3,
  });
}

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  const line = turns();
  line.waiting += 1;
  try {
    return await line.semaphore.runExclusive(work);
  } finally {
    line.waiting -= 1;
  }
}

/** What is kept of a password. Few are made at a time, so that whoever sends many stops nothing else. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password));
}

/** True for the password that this was made of. */
export function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  return inTurn(() => verify(given));
}
