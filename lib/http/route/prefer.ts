import { maxWaitSeconds } from "../limits";

export interface Prefer {
  /** How long the client is ready to wait; null when it did not say. */
  waitSeconds: number | null;
}

/**
 * `Prefer: wait=N` (RFC 7240). A wait over the limit counts as the limit; what cannot
 * be understood is ignored, as the RFC asks of a preference.
 */
export function parsePrefer(header: string | null): Prefer {
  const wait = (header ?? "")
    .split(",")
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,9})"?\s*(;.*)?$/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return { waitSeconds: wait === undefined ? null : Math.min(Number(wait), maxWaitSeconds) };
}
