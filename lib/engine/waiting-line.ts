/**
 * Due jobs that wait for a place in this process, first come, first served, each lane for itself. Nobody has their rows
 * in hand, so that no death counts against what only waits. Of a lane that has more of them than `most`, those that
 * came after are in the database alone.
 */
export class WaitingLine {
  /** The lane of each job by its id, in the order in which they came. */
  private readonly jobs = new Map<string, string>();
  private readonly counts = new Map<string, number>();
  /** Lanes of which there are more in the database. */
  private longer: ReadonlySet<string> = new Set();

  constructor(private readonly most: number) {}

  get size(): number {
    return this.jobs.size;
  }

  /** Whether somebody of this lane would be passed by who is taken up now. */
  waitsIn(lane: string): boolean {
    return this.countOf(lane) > 0 || this.longer.has(lane);
  }

  /** @returns false where the line of its lane is full */
  join(id: string, lane: string): boolean {
    if (this.jobs.has(id)) return true;
    const count = this.countOf(lane);
    if (count >= this.most) return false;
    this.jobs.set(id, lane);
    this.counts.set(lane, count + 1);
    return true;
  }

  /** Joins behind all others of its lane. @returns false where some of these are in the database alone */
  joinLast(id: string, lane: string): boolean {
    if (!this.longer.has(lane) && this.join(id, lane)) return true;
    this.longer = new Set([...this.longer, lane]);
    return false;
  }

  /** All that was due is here, but for these lanes'. */
  isWholeBut(longer: ReadonlySet<string>): void {
    this.longer = longer;
  }

  /** Where nobody of a lane waits here any more, who comes next passes nobody here; the rest is for others to look for. */
  leaveTheRest(): void {
    this.longer = new Set([...this.longer].filter((lane) => this.countOf(lane) > 0));
  }

  /** Whether it is time to look for those that are in the database alone. */
  get runsShort(): boolean {
    return [...this.longer].some((lane) => this.countOf(lane) * 2 <= this.most);
  }

  /** Takes out the first whose lane has room, or gives null. */
  next(hasRoom: (lane: string) => boolean): { id: string; lane: string } | null {
    const full = new Set<string>();
    for (const [id, lane] of this.jobs) {
      if (full.has(lane)) continue;
      if (hasRoom(lane)) {
        this.leave(id);
        return { id, lane };
      }
      full.add(lane);
      if (full.size === this.counts.size) break;
    }
    return null;
  }

  /** It waits no longer. */
  leave(id: string): void {
    const lane = this.jobs.get(id);
    if (lane === undefined || !this.jobs.delete(id)) return;
    const count = this.countOf(lane) - 1;
    if (count > 0) this.counts.set(lane, count);
    else this.counts.delete(lane);
  }

  private countOf(lane: string): number {
    return this.counts.get(lane) ?? 0;
  }
}
