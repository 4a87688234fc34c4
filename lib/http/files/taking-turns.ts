import type { Principal } from "@/lib/core/principal";
import type { App } from "../app";

/**
 * Takes one of the places that somebody has for what lasts, while a file comes in: without that, slow uploads would fill
 * the storage before any of them is counted.
 * @throws CodedError `rate_limit_exceeded` where all of them are taken
 */
export async function takingTurns<Result>(
  { rateLimits }: Pick<App, "rateLimits">,
  principal: Principal,
  work: () => Promise<Result>,
): Promise<Result> {
  const giveBack = rateLimits.takeStream(principal);
  try {
    return await work();
  } finally {
    giveBack();
  }
}
