import type { Tunables } from "./tunables";

/**
 * A job's failed tries and the deaths of the process with it in hand, in the one number that the queues count: it goes
 * up by one at each claim, so that a death counts though nobody is left to count it, and a try that fails makes it
 * `mostDeaths + 1` of those in place of its claim.
 */
const weightOf = ({ mostDeaths }: Tunables) => mostDeaths + 1;

/** At so many a job is put aside because its tries failed. */
export function mostStrikes(tunables: Tunables): number {
  return tunables.maxAttempts * weightOf(tunables);
}

/** The count after a try that failed, given the one at its claim. */
export function strikesAfterFailure(tunables: Tunables, claimed: number): number {
  return claimed - 1 + weightOf(tunables);
}

/** How many failed tries a count stands for, so that waits grow with them. */
export function failuresOf(tunables: Tunables, strikes: number): number {
  return Math.floor(strikes / weightOf(tunables));
}

/** How many deaths a count stands for, while the job is in nobody's hand. */
export function deathsOf(tunables: Tunables, strikes: number): number {
  return strikes % weightOf(tunables);
}

/** What becomes of a job by its deaths: it runs with the others, with nothing beside it, or not any more. */
export function fateOf(tunables: Tunables, strikes: number): "beside" | "alone" | "aside" {
  const deaths = deathsOf(tunables, strikes);
  if (deaths >= tunables.mostDeaths) return "aside";
  return deaths >= tunables.deathsBeforeAlone ? "alone" : "beside";
}

/** Every count of a job that runs alone. */
export function countsAlone(tunables: Tunables): number[] {
  return Array.from({ length: mostStrikes(tunables) }, (_, strikes) => strikes).filter(
    (strikes) => fateOf(tunables, strikes) === "alone",
  );
}

/** How long to wait before the next try: doubling, with up to half of it left to chance so that retries spread. */
export function retryDelay({ backoff }: Tunables, failures: number, random: () => number): number {
  const full = Math.min(backoff.most, backoff.first * 2 ** Math.max(0, failures - 1));
  return Math.round(full / 2 + (full / 2) * random());
}
