import { z } from "zod";
import type { EventView } from "@/lib/contracts/event";
import type { Page } from "@/lib/contracts/run";
import { hasRole, type Principal } from "@/lib/core/principal";
import { readCursor, writeCursor } from "@/lib/store/runs/cursor";
import { eventsAfter, eventsOfRunAfter } from "@/lib/store/runs/events";
import { loadOwner } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { eventTo, eventView } from "./event-view";
import { demandSight } from "./see";

/** Which log: one run's, ordered by `seq`, or that of every run the principal may see, ordered by `id`. */
export type LogScope = { run_id: string } | { run_id: null };

const Place = z.tuple([z.number().int().min(0)]);

/** The largest place a column can hold: after it there is nothing, and asking beyond it is no error. */
const lastPlace = 2_147_483_647;

/** The log entries after a place, oldest first. */
export async function loadEvents(
  context: Context,
  principal: Principal,
  scope: LogScope,
  after: number,
  limit: number,
): Promise<EventView[]> {
  const place = Math.min(after, lastPlace);
  const { prisma } = context.db;
  const ownerId = hasRole(principal, "reviewer") ? null : principal.id;
  const rows =
    scope.run_id === null
      ? await eventsAfter(prisma, place, limit, ownerId)
      : await eventsOfRunAfter(prisma, scope.run_id, place, limit);
  return rows.map((row) => eventTo(principal, eventView(row)));
}

/** Where an entry stands in its scope: what a stream's `id:` and a cursor name. */
export function placeIn(scope: LogScope, event: EventView): number {
  return scope.run_id === null ? event.id : event.seq;
}

/** @throws CodedError `run_not_found` for a run the principal may not see */
export async function demandLog(context: Context, principal: Principal, scope: LogScope): Promise<void> {
  if (scope.run_id !== null)
    demandSight(principal, await loadOwner(context.db.prisma, scope.run_id), scope.run_id);
}

/**
 * A page of the log.
 * @throws CodedError `run_not_found`, `validation_error` for a cursor that is none
 */
export async function listEvents(
  context: Context,
  principal: Principal,
  scope: LogScope,
  query: { after?: number | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<EventView>> {
  await demandLog(context, principal, scope);
  const after = query.cursor ? readCursor(Place, query.cursor)[0] : (query.after ?? 0);
  const events = await loadEvents(context, principal, scope, after, query.limit + 1);
  const data = events.slice(0, query.limit);
  const last = data.at(-1);
  const next_cursor = last && events.length > query.limit ? writeCursor([placeIn(scope, last)]) : null;
  return { data, next_cursor };
}
