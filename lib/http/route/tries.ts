import { keptAddress } from "@/lib/auth/session-address";
import { type Attempt, SignInDelays } from "@/lib/auth/sign-in-delays";
import { hasSessionFrom } from "@/lib/store/sessions";
import type { App } from "../app";
import { networkOf } from "../server/client-address";
import { tooMany } from "./identity-refusals";

const delays = new SignInDelays();

interface Who {
  email: string;
  /** Where it comes from; null where nobody knows. */
  address: string | null;
}

/** How a try went: a wrong one was a guess, and what was neither says nothing of who tried. */
type Outcome = "right" | "wrong" | "neither";

/**
 * A try to prove who one is, unless too many went before it.
 * @throws CodedError `rate_limit_exceeded`
 */
export async function tried<Answer>(
  { db }: App,
  { email, address }: Who,
  ask: () => Promise<Answer>,
  outcomeOf: (answer: Answer) => Outcome,
): Promise<Answer> {
  const familiar = address !== null && (await hasSessionFrom(db.prisma, email, keptAddress(address)));
  const attempt: Attempt = { email, network: address === null ? "unknown" : networkOf(address), familiar };
  const wait = delays.begin(attempt, new Date());
  if (wait > 0) throw tooMany(wait);
  const answer = await ask().catch((error) => {
    delays.forgive(attempt, new Date());
    throw error;
  });
  const outcome = outcomeOf(answer);
  if (outcome === "right") delays.succeeded(attempt, new Date());
  if (outcome === "neither") delays.forgive(attempt, new Date());
  return answer;
}
