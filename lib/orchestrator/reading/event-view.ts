import type { EventView } from "@/lib/contracts/event";
import type { JsonObject } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import type { RunEvent } from "@/lib/core/events";
import type { Principal } from "@/lib/core/principal";
import { type EventRow, readEvent, writtenEvent } from "@/lib/store/runs/read-event";
import { entryTo } from "./told";

/** A log entry as the wire shows it. @throws Unreadable where this release cannot read it */
export function eventView(row: EventRow): EventView {
  const { data, format: _, ...event } = readEvent(writtenEvent(row));
  const { said, texts: __, ...rest } = data as JsonObject & { said?: Said };
  return { id: row.id, ...event, ...(said && { said }), data: rest };
}

/** The same as a principal is told of it. The cast is the store's guarantee: it holds RunEvents alone. */
export function eventTo(principal: Principal, event: EventView): EventView {
  const { said, ...rest } = event;
  const entry = { ...rest, data: { ...event.data, ...(said && { said }) } } as unknown as RunEvent;
  const told = entryTo(principal, entry);
  if (told === entry) return event;
  const { said: says, ...data } = told.data as JsonObject & { said?: Said };
  return { ...rest, message: told.message, ...(says && { said: says }), data };
}
