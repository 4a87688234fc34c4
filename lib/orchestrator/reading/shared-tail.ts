import type { EventView } from "@/lib/contracts/event";
import { eventsAfter, lastEventId, ownersOfRuns } from "@/lib/store/runs/events";
import type { Context, Listener } from "../context";
import { tailLimits } from "../limits";
import { eventView } from "./event-view";

/** An entry of the log as it came in, with whose run it is. */
export interface FreshEvent {
  event: EventView;
  ownerId: string;
}

/** One who follows the log: is given what is read, in order. */
interface Follower {
  /** Told of every entry that is read while it follows. */
  take(fresh: FreshEvent[]): void;
}

type Source = Pick<Context, "db" | "wakeups" | "log">;

/**
 * One reader of the log for everybody in this process who follows it: an entry is read once, however many streams
 * are open. It works only while somebody follows.
 */
class SharedTail {
  private readonly followers = new Set<Follower>();
  private reading: { end: () => void; ready: Promise<void> } | null = null;
  /** A run has one owner for ever; so many are remembered. */
  private readonly owners = new Map<string, string>();

  constructor(private readonly source: Source) {}

  /**
   * Begins to follow: whatever is committed after this resolves is given to the follower, and perhaps some of what was
   * committed before.
   * @returns ends the following
   */
  async follow(follower: Follower): Promise<() => void> {
    this.followers.add(follower);
    const leave = () => {
      this.followers.delete(follower);
      if (this.followers.size > 0) return;
      this.reading?.end();
      this.reading = null;
    };
    this.reading ??= this.start();
    try {
      await this.reading.ready;
    } catch (error) {
      leave();
      throw error;
    }
    return leave;
  }

  private start() {
    const stop = new AbortController();
    // Listening before looking: an entry written in between wakes the next look.
    const listener = this.source.wakeups.listen(null);
    const end = () => {
      stop.abort();
      listener.close();
    };
    const ready = lastEventId(this.source.db.prisma).then(
      (place) => void this.read(place, listener, stop.signal),
    );
    // Whoever waits is told; the next one to follow tries again.
    ready.catch(() => {
      end();
      if (this.reading?.ready === ready) this.reading = null;
    });
    return { end, ready };
  }

  /** Reads on until nobody follows. A database in trouble ends no stream: they hear what they missed afterwards. */
  private async read(from: number, listener: Listener, signal: AbortSignal): Promise<void> {
    let place = from;
    let troubled = false;
    while (!signal.aborted) {
      let full = false;
      try {
        const fresh = await this.after(place);
        place = fresh.at(-1)?.event.id ?? place;
        full = fresh.length === tailLimits.batch;
        troubled = false;
        if (!signal.aborted && fresh.length > 0) for (const one of this.followers) one.take(fresh);
      } catch (error) {
        if (!troubled) this.source.log.warn({ err: error }, "The log cannot be read; streams are late");
        troubled = true;
      }
      if (!full) await listener.next(tailLimits.lookEvery, signal);
    }
  }

  private async after(place: number): Promise<FreshEvent[]> {
    const { prisma } = this.source.db;
    const rows = await eventsAfter(prisma, place, tailLimits.batch);
    const unknown = new Set(rows.map(({ runId }) => runId).filter((runId) => !this.owners.has(runId)));
    if (unknown.size > 0)
      for (const [id, ownerId] of await ownersOfRuns(prisma, [...unknown])) this.owners.set(id, ownerId);
    const fresh = rows.map((row) => ({ event: eventView(row), ownerId: this.owners.get(row.runId) ?? "" }));
    for (const runId of this.owners.keys()) {
      if (this.owners.size <= tailLimits.ownersRemembered) break;
      this.owners.delete(runId);
    }
    return fresh;
  }
}

const tails = new WeakMap<object, SharedTail>();

/** The one reader of this process's log. */
export function sharedTail(context: Source): SharedTail {
  const tail = tails.get(context.wakeups) ?? new SharedTail(context);
  tails.set(context.wakeups, tail);
  return tail;
}
