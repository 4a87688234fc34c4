import { webhookLimits } from "../limits";
import { SeveralOf } from "./several-of";

interface Turn {
  /** Gives the place back; to be called once. */
  leave(): void;
  /**
   * @param problem how the try went; null where the receiver took it
   * @param took how long the receiver took, in milliseconds
   */
  learn(problem: string | null, took: number, now: Date): void;
}

/** Who is told, and where. */
export interface Receiving {
  /** The asker or the endpoint. */
  whose: string;
  /** The whole address: what another one of the same server does says nothing of this one. */
  address: string;
  /** The server at that address. */
  host: string;
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

/** What is known of a receiver: of its address by whomever it is told, and of somebody's addresses at one server. */
function keysOf({ whose, address, host }: Receiving): [address: string, server: string] {
  return [address, `${whose} ${host}`];
}

/**
 * Whose webhooks are on their way in this process: nobody has more than a few at once, slow receivers together have half
 * of the places, and one that does not answer is left alone for a while; so that nobody's receiver holds up the webhooks
 * of others (law 12). A receiver is an address. Whoever has several that fail at one server is taken at the server, so
 * that an address for each run helps nobody to more; others with an address there are not held to it.
 */
export class WebhookTurns {
  private readonly inHand = new Map<string, number>();
  /** Until when those are left alone that did not answer; until they answer they stay here. */
  private readonly resting = new Map<string, Date>();
  /** How long the last answer of a slow receiver took, in milliseconds. */
  private readonly slow = new Map<string, number>();
  private slowInHand = 0;
  private silentInHand = 0;
  private readonly silentAt = new SeveralOf();
  private readonly slowAt = new SeveralOf();
  /** When the last one who found no turn comes back, by what it waits for: they do not all come at once. */
  private readonly lastTurn = new Map<string, number>();

  /** @returns the turn, or when to come back for one */
  enter(receiving: Receiving, now: Date): Turn | Date {
    const keys = keysOf(receiving);
    for (const key of keys) {
      const until = this.resting.get(key);
      if (until && until > now) return this.later(key, keys, until.getTime());
    }
    const isSlow = keys.some((key) => this.slow.has(key));
    const wasSilent = keys.some((key) => this.resting.has(key));
    const { slowAtOnce, silentAtOnce, comeBack } = webhookLimits;
    if ((isSlow && this.slowInHand >= slowAtOnce) || (wasSilent && this.silentInHand >= silentAtOnce))
      return this.later(keys[0], keys, now.getTime() + comeBack);
    const turn = this.enterBeside(receiving, now);
    if (turn instanceof Date) return turn;
    if (isSlow) this.slowInHand++;
    if (wasSilent) this.silentInHand++;
    return {
      ...turn,
      leave: () => {
        if (isSlow) this.slowInHand--;
        if (wasSilent) this.silentInHand--;
        turn.leave();
      },
    };
  }

  /** A turn for what takes no place of the others': it waits for no rest, and nobody has more than a few at once. */
  enterBeside(receiving: Receiving, now: Date): Turn | Date {
    const { whose } = receiving;
    const keys = keysOf(receiving);
    const { atOnce, comeBack } = webhookLimits;
    const taken = this.inHand.get(whose) ?? 0;
    if (taken >= atOnce) return this.later(whose, keys, now.getTime() + comeBack);
    this.inHand.set(whose, taken + 1);
    return {
      leave: () => {
        const left = (this.inHand.get(whose) ?? 1) - 1;
        if (left > 0) this.inHand.set(whose, left);
        else this.inHand.delete(whose);
      },
      learn: (problem, took, at) => {
        this.learnPace(keys, took);
        this.learnSilence(keys, problem !== null && silent.has(problem), at);
      },
    };
  }

  private learnPace([address, server]: [string, string], took: number): void {
    if (took <= webhookLimits.quick) {
      this.slowAt.forget(server);
      for (const key of [address, server]) this.slow.delete(key);
      return;
    }
    remember(this.slow, address, took);
    if (this.slowAt.isSeveral(server, address)) remember(this.slow, server, took);
  }

  private learnSilence([address, server]: [string, string], isSilent: boolean, at: Date): void {
    if (!isSilent) {
      this.silentAt.forget(server);
      for (const key of [address, server]) this.resting.delete(key);
      return;
    }
    const until = new Date(at.getTime() + webhookLimits.rest);
    remember(this.resting, address, until);
    if (this.silentAt.isSeveral(server, address)) remember(this.resting, server, until);
  }

  /** One after the other from then on, as far apart as the receiver takes for each; beyond the latest from the beginning. */
  private later(waitsFor: string, keys: string[], soonest: number): Date {
    const { atOnce, apart, latestTurn } = webhookLimits;
    const took = Math.max(0, ...keys.map((key) => this.slow.get(key) ?? 0));
    const next = (this.lastTurn.get(waitsFor) ?? 0) + Math.max(apart, took / atOnce);
    const at = next > soonest && next <= soonest + latestTurn ? next : soonest;
    remember(this.lastTurn, waitsFor, at);
    return new Date(at);
  }
}
