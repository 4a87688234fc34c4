/**
 * A map that says when it was changed. Its entries are changed in place: many parts of a page that each tell something
 * cost no more than what they tell.
 */
export class WatchedMap<Key, Value> {
  private readonly entries = new Map<Key, Value>();
  private readonly listeners = new Set<() => void>();
  private changes = 0;

  /** @returns what ends it */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Another number after each change. */
  readonly version = (): number => this.changes;

  get size(): number {
    return this.entries.size;
  }

  get(key: Key): Value | undefined {
    return this.entries.get(key);
  }

  has(key: Key): boolean {
    return this.entries.has(key);
  }

  /** All there is, what was set first at the front. */
  all(): [Key, Value][] {
    return [...this.entries];
  }

  set(key: Key, value: Value): void {
    this.entries.set(key, value);
    this.told();
  }

  delete(key: Key): void {
    if (this.entries.delete(key)) this.told();
  }

  private told() {
    this.changes += 1;
    for (const listener of this.listeners) listener();
  }
}
