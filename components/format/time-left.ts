export type Urgency = "calm" | "soon" | "now" | "over";

/** What is left until `expiresAt` of a wait that began at `since`: amber under 20 %, red under 5 %. */
export function timeLeft(
  since: string,
  expiresAt: string,
  now: number,
): { milliseconds: number; share: number; urgency: Urgency } {
  const end = Date.parse(expiresAt);
  const whole = Math.max(1, end - Date.parse(since));
  const milliseconds = end - now;
  const share = Math.min(1, Math.max(0, milliseconds / whole));
  const urgency = milliseconds <= 0 ? "over" : share < 0.05 ? "now" : share < 0.2 ? "soon" : "calm";
  return { milliseconds, share, urgency };
}
