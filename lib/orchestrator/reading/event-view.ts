import { EventType, type EventView } from "@/lib/contracts/event";
import type { JsonObject } from "@/lib/contracts/json";
import type { Actor } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import type { RunEvent } from "@/lib/core/events";
import type { Principal } from "@/lib/core/principal";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { EventRow } from "@/lib/store/runs/events";
import { entryTo } from "./told";

/** A log entry as the wire shows it. */
export function eventView(row: EventRow): EventView {
  const { said, ...data } = fromColumn<JsonObject & { said?: Said }>(row.data);
  return {
    id: row.id,
    type: EventType.parse(row.type),
    run_id: row.runId,
    seq: row.seq,
    step: row.step,
    status: row.status,
    actor: fromColumn<Actor>(row.actor),
    at: row.at.toISOString(),
    message: row.message,
    ...(said && { said }),
    data,
  };
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
