import { webhookLimits } from "../limits";

interface Turn {
  /** Gives the place back; to be called once. */
  leave(): void;
  /**
   * @param problem how the try went; null where the receiver took it
   * @param took in milliseconds
   */
  learn(problem: string | null, took: number, now: Date): void;
}

/** What says that a receiver does not answer at all. */
const silent = new Set(["too_slow", "unreachable"]);

/** A map of so many at most, of which the oldest goes first. */
function remember<Value>(known: Map<string, Value>, key: string, value: Value): void {
  known.delete(key);
  known.set(key, value);
  const [oldest] = known.keys();
  if (known.size > webhookLimits.remembered && oldest !== undefined) known.delete(oldest);
}

/**
 * Whose webhooks are on their way in this process: nobody has more than a few at once, slow receivers together have half
 * of the places, and one that does not answer is left alone for a while; so that nobody's receiver holds up the webhooks
 * of others (law 12).
 */
export class WebhookTurns {
  private readonly inHand = new Map<string, number>();
  private readonly resting = new Map<string, Date>();
  /** How long the last answer of a slow host took, in milliseconds. */
  private readonly slow = new Map<string, number>();
  private slowInHand = 0;
  /** When the last one who found no turn comes back, by whose it is: they do not all come at once. */
  private readonly lastTurn = new Map<string, number>();

  /** @returns the turn, or when to come back for one */
  enter(whose: string, host: string, now: Date): Turn | Date {
    const until = this.resting.get(host);
    if (until && until > now) return this.later(whose, host, until.getTime());
    this.resting.delete(host);
    const taken = this.inHand.get(whose) ?? 0;
    const isSlow = this.slow.has(host);
    const { atOnce, slowAtOnce, comeBack } = webhookLimits;
    if (taken >= atOnce || (isSlow && this.slowInHand >= slowAtOnce))
      return this.later(whose, host, now.getTime() + comeBack);
    this.inHand.set(whose, taken + 1);
    if (isSlow) this.slowInHand++;
    return {
      leave: () => {
        if (isSlow) this.slowInHand--;
        const left = (this.inHand.get(whose) ?? 1) - 1;
        if (left > 0) this.inHand.set(whose, left);
        else this.inHand.delete(whose);
      },
      learn: (problem, took, at) => {
        if (took > webhookLimits.quick) remember(this.slow, host, took);
        else this.slow.delete(host);
        if (problem === null || !silent.has(problem)) return;
        remember(this.resting, host, new Date(at.getTime() + webhookLimits.rest));
      },
    };
  }

  /** One after the other from then on, as far apart as the receiver takes for each; beyond the latest from the beginning. */
  private later(whose: string, host: string, soonest: number): Date {
    const { atOnce, apart, latestTurn } = webhookLimits;
    const next = (this.lastTurn.get(whose) ?? 0) + Math.max(apart, (this.slow.get(host) ?? 0) / atOnce);
    const at = next > soonest && next <= soonest + latestTurn ? next : soonest;
    remember(this.lastTurn, whose, at);
    return new Date(at);
  }
}
