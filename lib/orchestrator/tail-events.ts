import type { EventView } from "@/lib/contracts/event";
import { terminalStatuses } from "@/lib/contracts/words";
import type { Principal } from "@/lib/core/principal";
import { loadRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { type LogScope, loadEvents, placeIn } from "./list-events";

/** Entries read at once. */
const batch = 200;
/** The log is looked at so often even without a wake-up, in milliseconds. */
const lookEvery = 5_000;

const isTerminal = (status: string) => terminalStatuses.some((one) => one === status);

/** Where a tail starts when the client names no place: a run from its beginning, all runs from now on. */
export async function startOfTail(context: Context, scope: LogScope): Promise<number> {
  if (scope.run_id !== null) return 0;
  const last = await context.db.prisma.runEvent.findFirst({ orderBy: { id: "desc" }, select: { id: true } });
  return last?.id ?? 0;
}

/**
 * The log from a place on, and then live: every entry once, in order, however often the reader comes back with the
 * place of the last one it saw. Ends after the last entry of a run that has ended, or when `signal` aborts.
 */
export async function* tailEvents(
  context: Context,
  principal: Principal,
  scope: LogScope,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<EventView> {
  // Listening before looking: an entry written in between wakes the next look.
  const listener = context.wakeups.listen(scope.run_id);
  let place = after;
  try {
    while (!signal.aborted) {
      const events = await loadEvents(context, principal, scope, place, batch);
      for (const event of events) {
        yield event;
        place = placeIn(scope, event);
      }
      if (events.length === batch) continue;
      if (scope.run_id !== null) {
        const { state } = await loadRun(context.db.prisma, scope.run_id);
        if (isTerminal(state.status) && state.version <= place) return;
        if (state.version > place) continue;
      }
      await listener.next(lookEvery, signal);
    }
  } finally {
    listener.close();
  }
}
