/**
 * Which attempts this process is about to send, or sends. A lease tells others how long that may take; a process that
 * has its database to itself knows it better, for whoever else took one is dead.
 */
export class Sending {
  /** How many submissions of each attempt are under way; a second one finds the fence taken. */
  private readonly under = new Map<string, number>();

  /** @param alone whether no other process can be at work on the database: a lock that dies with it says so */
  constructor(private readonly alone: boolean) {}

  /** Carries out what takes an attempt's fence and sends it. */
  async during<Result>(runId: string, number: number, send: () => Promise<Result>): Promise<Result> {
    const key = keyOf(runId, number);
    this.under.set(key, (this.under.get(key) ?? 0) + 1);
    try {
      return await send();
    } finally {
      const left = (this.under.get(key) ?? 1) - 1;
      if (left > 0) this.under.set(key, left);
      else this.under.delete(key);
    }
  }

  /** Whether whoever began to send this attempt is gone for certain, whatever its lease says. */
  isLeft(runId: string, number: number): boolean {
    return this.alone && !this.under.has(keyOf(runId, number));
  }
}

function keyOf(runId: string, number: number): string {
  return `${runId}:${number}`;
}
