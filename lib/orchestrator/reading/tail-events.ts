import type { EventView } from "@/lib/contracts/event";
import { terminalStatuses } from "@/lib/contracts/words";
import { hasRole, type Principal } from "@/lib/core/principal";
import { standingOf } from "@/lib/store/runs/counts";
import { lastEventId } from "@/lib/store/runs/events";
import type { Context } from "../context";
import { tailLimits } from "../limits";
import { eventTo } from "./event-view";
import { type LogScope, loadEvents, placeIn } from "./list-events";
import { type FreshEvent, sharedTail } from "./shared-tail";

const isTerminal = (status: string) => terminalStatuses.some((one) => one === status);

/** Where a tail starts when the client names no place: a run from its beginning, all runs from now on. */
export async function startOfTail(context: Context, scope: LogScope): Promise<number> {
  if (scope.run_id !== null) return 0;
  return lastEventId(context.db.prisma);
}

/** True when a run has ended and its log holds nothing after this place: a stream of it would say nothing. */
export async function isToldInFull(context: Context, scope: LogScope, place: number): Promise<boolean> {
  if (scope.run_id === null) return false;
  const run = await standingOf(context.db.prisma, scope.run_id);
  return run !== null && isTerminal(run.status) && run.version <= place;
}

/** What the shared reader has read for one stream and the stream has not taken yet. */
class Mailbox {
  private entries: EventView[] = [];
  private overfull = false;
  private wake: (() => void) | null = null;

  constructor(private readonly wanted: (fresh: FreshEvent) => boolean) {}

  take(fresh: FreshEvent[]): void {
    for (const one of fresh) {
      if (!this.wanted(one)) continue;
      // What a slow reader has no room for stays in the log, and is read from there.
      if (this.entries.length >= tailLimits.entriesHeld) this.overfull = true;
      else this.entries.push(one.event);
    }
    if (this.entries.length > 0) this.wake?.();
  }

  /** What has come, and whether more came than there was room for; empties the box. */
  empty(): { entries: EventView[]; overfull: boolean } {
    const { entries, overfull } = this;
    this.entries = [];
    this.overfull = false;
    return { entries, overfull };
  }

  /** Resolves when there is something, or when `signal` aborts. */
  async filled(signal: AbortSignal): Promise<void> {
    if (this.entries.length > 0 || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener("abort", done);
        this.wake = null;
        resolve();
      };
      signal.addEventListener("abort", done);
      this.wake = done;
    });
  }
}

/**
 * The log from a place on, and then live: every entry once, in order, however often the reader comes back with the
 * place of the last one it saw. Ends after the last entry of a run that has ended, or when `signal` aborts. What was
 * before is read from the database; what comes, by the one reader for all.
 */
export async function* tailEvents(
  context: Context,
  principal: Principal,
  scope: LogScope,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<EventView> {
  const seesAll = hasRole(principal, "reviewer");
  const mailbox = new Mailbox(({ event, ownerId }) =>
    scope.run_id === null ? seesAll || ownerId === principal.id : event.run_id === scope.run_id,
  );
  const leave = await sharedTail(context).follow(mailbox);
  let place = after;
  try {
    let behind = true;
    while (!signal.aborted) {
      const { entries, overfull } = mailbox.empty();
      if (behind) {
        const events = await loadEvents(context, principal, scope, place, tailLimits.batch);
        for (const event of events) {
          yield event;
          place = placeIn(scope, event);
        }
        if (events.length === tailLimits.batch) continue;
        if (await isToldInFull(context, scope, place)) return;
        behind = false;
      }
      for (const event of entries) {
        // Both have read what was written between the following and the look into the database.
        if (placeIn(scope, event) <= place) continue;
        yield eventTo(principal, event);
        place = placeIn(scope, event);
        if (scope.run_id !== null && isTerminal(event.status) && (await isToldInFull(context, scope, place)))
          return;
      }
      behind = overfull;
      if (!behind) await mailbox.filled(signal);
    }
  } finally {
    leave();
  }
}
