/** Moments around now, so that a made run is as old as a test or a picture wants it. */
export function minutesAgo(minutes: number, now = Date.now()): string {
  return new Date(now - minutes * 60_000).toISOString();
}

export function minutesAhead(minutes: number, now = Date.now()): string {
  return minutesAgo(-minutes, now);
}
