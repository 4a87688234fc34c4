import { ownLane } from "@/lib/store/runs/outbox";
import type { Tunables } from "./tunables";

interface Holder {
  lane: string;
  /** True when it has been in hand for so long that it only waits for somebody else. */
  waits: boolean;
  patience: NodeJS.Timeout | null;
  /** Nothing is taken up beside it before then, in milliseconds since 1970; 0 for all but a job that runs alone. */
  aloneUntil: number;
}

/**
 * The places for jobs in one process. A lane (the calls of one provider, say) gets no more than its share of them, so
 * that a provider that hangs holds up nobody else. Nor does one call of a provider's that hangs hold up its others for
 * long: after a while it leaves its place and waits beside, as a bounded number may. A job that may be what ends the
 * process gets a place when all others are free, and for a while nothing is taken up beside it.
 */
export class Places {
  private readonly inHand = new Map<string, Holder>();
  /** Since when the places are being emptied for a job that must run alone. */
  private emptyingSince: number | null = null;

  constructor(
    private readonly tunables: Pick<
      Tunables,
      "concurrency" | "share" | "patience" | "waiting" | "alone" | "emptying"
    >,
    private readonly now: () => number,
    /** Told when a job has left its place, which another may take. */
    private readonly room: () => void,
  ) {}

  has(id: string): boolean {
    return this.inHand.has(id);
  }

  take(id: string, lane: string, alone: boolean): void {
    if (alone) this.emptyingSince = null;
    const { alone: aloneFor, patience } = this.tunables;
    const aloneUntil = alone ? this.now() + aloneFor : 0;
    const holder: Holder = { lane, waits: false, patience: null, aloneUntil };
    const leave = () => {
      holder.waits = true;
      this.room();
    };
    // What waits for nobody is at work all the time.
    if (lane !== ownLane) holder.patience = setTimeout(leave, patience).unref();
    this.inHand.set(id, holder);
  }

  free(id: string): void {
    clearTimeout(this.inHand.get(id)?.patience ?? undefined);
    this.inHand.delete(id);
  }

  /** How many places these take. */
  private placesOf(holders: Holder[]): number {
    const waiting = holders.filter(({ waits }) => waits).length;
    return holders.length - Math.min(waiting, this.tunables.waiting);
  }

  /** How many more of a lane may be taken up, when `claiming` others are on their way to a place. */
  leftOf(lane: string, claiming = 0): number {
    const { concurrency, share } = this.tunables;
    const holders = [...this.inHand.values()];
    const all = concurrency - this.placesOf(holders) - claiming;
    if (lane === ownLane) return all;
    const ofLane = holders.filter((one) => one.lane === lane);
    return Math.min(all, share - this.placesOf(ofLane) - claiming);
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
