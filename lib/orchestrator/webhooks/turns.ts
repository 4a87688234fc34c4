import { webhookLimits } from "../limits";

interface Turn {
  /** Gives the place back; to be called once. */
  leave(): void;
  /** @param problem how the try went; null where the receiver took it */
  learn(problem: string | null, now: Date): void;
}

/** What says that a receiver does not answer at all. */
const silent = new Set(["too_slow", "unreachable"]);

/**
 * Whose webhooks are on their way in this process: nobody has more than a few at once, and a receiver that does not
 * answer is left alone for a while, so that nobody's receiver holds up the webhooks of others (law 12).
 */
export class WebhookTurns {
  private readonly inHand = new Map<string, number>();
  private readonly resting = new Map<string, Date>();

  /** @returns the turn, or when to come back for one */
  enter(ownerId: string, host: string, now: Date): Turn | Date {
    const until = this.resting.get(host);
    if (until && until > now) return until;
    this.resting.delete(host);
    const taken = this.inHand.get(ownerId) ?? 0;
    if (taken >= webhookLimits.atOnce) return new Date(now.getTime() + webhookLimits.comeBack);
    this.inHand.set(ownerId, taken + 1);
    return {
      leave: () => {
        const left = (this.inHand.get(ownerId) ?? 1) - 1;
        if (left > 0) this.inHand.set(ownerId, left);
        else this.inHand.delete(ownerId);
      },
      learn: (problem, at) => {
        if (problem === null || !silent.has(problem)) return;
        this.resting.delete(host);
        this.resting.set(host, new Date(at.getTime() + webhookLimits.rest));
        const [oldest] = this.resting.keys();
        if (this.resting.size > webhookLimits.remembered && oldest !== undefined) this.resting.delete(oldest);
      },
    };
  }
}
