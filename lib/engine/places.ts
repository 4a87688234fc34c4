import { ownLane } from "@/lib/store/outbox";
import type { Tunables } from "./tunables";

interface Holder {
  lane: string;
  /** Nothing is taken up beside it before then, in milliseconds since 1970; 0 for all but a job that runs alone. */
  aloneUntil: number;
}

/**
 * The places for jobs in one process. A lane (the calls of one provider, say) gets no more than its share of them, so
 * that a provider that hangs holds up nobody else. A job that may be what ends the process gets one when all others
 * are free, and for a while nothing is taken up beside it.
 */
export class Places {
  private readonly inHand = new Map<string, Holder>();
  /** Since when the places are being emptied for a job that must run alone. */
  private emptyingSince: number | null = null;

  constructor(
    private readonly tunables: Pick<Tunables, "concurrency" | "share" | "alone" | "emptying">,
    private readonly now: () => number,
  ) {}

  get size(): number {
    return this.inHand.size;
  }

  has(id: string): boolean {
    return this.inHand.has(id);
  }

  take(id: string, lane: string, alone: boolean): void {
    if (alone) this.emptyingSince = null;
    this.inHand.set(id, { lane, aloneUntil: alone ? this.now() + this.tunables.alone : 0 });
  }

  free(id: string): void {
    this.inHand.delete(id);
  }

  /** How many more of a lane may be taken up, when `claiming` others are on their way to a place. */
  leftOf(lane: string, claiming = 0): number {
    const { concurrency, share } = this.tunables;
    const all = concurrency - this.inHand.size - claiming;
    if (lane === ownLane) return all;
    const taken = [...this.inHand.values()].filter((one) => one.lane === lane).length;
    return Math.min(all, share - taken - claiming);
  }

  /** True while a job runs that nothing may be taken up beside. */
  get isClosed(): boolean {
    const now = this.now();
    return [...this.inHand.values()].some(({ aloneUntil }) => aloneUntil > now);
  }

  /** Begins to empty the places, unless that has begun. */
  empty(): void {
    this.emptyingSince ??= this.now();
  }

  /** The job that wanted to run alone is gone. */
  refill(): void {
    this.emptyingSince = null;
  }

  get isEmptying(): boolean {
    return this.emptyingSince !== null;
  }

  /** Whether one may be taken up that must run alone: nothing is in hand, or only what is at it for very long. */
  get isEmptied(): boolean {
    if (this.isClosed || this.emptyingSince === null) return false;
    return this.inHand.size === 0 || this.now() - this.emptyingSince >= this.tunables.emptying;
  }
}
