/** A `Retry-After` (RFC 9110 10.2.3), a number of seconds or a date, as milliseconds from now; null when it is neither. */
export function waitOf(words: string, now: Date): number | null {
  const seconds = words.trim() === "" ? Number.NaN : Number(words);
  // A date has the name of a month or a `T` in it; `Date.parse` would read a year out of nearly anything.
  const date = /[A-Za-z]/.test(words) ? Date.parse(words) - now.getTime() : Number.NaN;
  const ms = Number.isNaN(seconds) ? date : seconds * 1000;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}

/** How long an answer asks to wait, in milliseconds: `Retry-After-Ms` of some providers is finer than `Retry-After`. */
export function waitAsked(headers: Headers, now: Date): number | null {
  const fine = headers.get("retry-after-ms");
  const ms = fine === null || fine.trim() === "" ? Number.NaN : Number(fine);
  return ms >= 0 ? ms : waitOf(headers.get("retry-after") ?? "", now);
}
