import { ownLane } from "@/lib/store/runs/outbox";
import { aloneFlag } from "./graphile-jobs";
import type { Places } from "./places";

/**
 * What the workers of one process leave alone when they look for a job, and who looks again for what nobody was free to
 * take. Workers look at the same time and are told beforehand, so some leave a lane alone that had room after all.
 */
export class LaneWatch {
  /** True when a worker was told to leave lanes alone only because others were looking at the same time. */
  private heldBack = false;
  /** True while one worker after the other looks for what those had to leave. */
  private catchingUp = false;
  /** True while a worker looks for a job that must run alone. */
  private seeksAlone = false;

  constructor(
    private readonly places: Places,
    private readonly concurrency: number,
    /** Lets so many more workers look. */
    private readonly nudge: (workers: number) => void,
  ) {}

  /**
   * The flags that a worker leaves alone which looks now, while `claiming` others do: full lanes, and, when a job must
   * run alone or does, everything else.
   */
  forbidden(ownLanes: readonly string[], claiming: number): string[] {
    const { places } = this;
    const lanes = [...ownLanes, ownLane];
    if (places.isClosed) return [...lanes, aloneFlag];
    if (places.isEmptying) {
      this.seeksAlone ||= places.isEmptied && claiming === 0;
      return this.seeksAlone && claiming === 0 ? lanes : [...lanes, aloneFlag];
    }
    const full = lanes.filter((lane) => places.leftOf(lane, claiming) <= 0);
    this.heldBack ||= full.some((lane) => places.leftOf(lane) > 0);
    return [...full, aloneFlag];
  }

  /** Nobody looks any more; `found` is false when the last look got no job. */
  looked(found: boolean): void {
    const { places, seeksAlone, heldBack } = this;
    this.seeksAlone = false;
    this.heldBack = false;
    if (seeksAlone && places.isEmptying) {
      // Another instance has taken it meanwhile.
      places.refill();
      this.nudge(this.concurrency);
    } else if (places.isEmptied) this.nudge(1);
    else {
      this.catchingUp = heldBack || (this.catchingUp && found);
      if (this.catchingUp) this.nudge(1);
    }
  }

  /** Lets a worker look for what nobody was told of, and, as long as something is found, one after the other. */
  catchUp(): void {
    this.catchingUp = true;
    this.nudge(1);
  }

  /** Nobody has this job in hand any more. */
  left(id: string): void {
    const wasClosed = this.places.isClosed;
    this.places.free(id);
    if (wasClosed) this.nudge(this.concurrency);
  }
}
