import { webhookLimits } from "../limits";

/** Counts, for each of many names, the different ones of which something was seen lately. */
export class SeveralOf {
  private readonly seen = new Map<string, Set<string>>();

  /** Notes one of a name's. @returns whether so many different ones of it were seen that it counts for all of them */
  isSeveral(name: string, one: string): boolean {
    const { addressesOfAll, remembered } = webhookLimits;
    const ones = this.seen.get(name) ?? new Set();
    this.seen.delete(name);
    this.seen.set(name, ones);
    if (ones.size < addressesOfAll) ones.add(one);
    const [oldest] = this.seen.keys();
    if (this.seen.size > remembered && oldest !== undefined) this.seen.delete(oldest);
    return ones.size >= addressesOfAll;
  }

  /** Begins anew with a name. */
  forget(name: string): void {
    this.seen.delete(name);
  }
}
