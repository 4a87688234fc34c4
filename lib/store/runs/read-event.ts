import { EventType } from "@/lib/contracts/event";
import type { JsonObject } from "@/lib/contracts/json";
import { eventFormat, type RunEvent } from "@/lib/core/events";
import { fromColumn } from "../connection/json-column";
import type { Row } from "../connection/rows";
import { inNewest, type Reading } from "./formats";

const reading: Reading = {
  newest: eventFormat,
  // What is of a type that the first shape had is the same in the second.
  upgrades: [(first) => first],
  is: ({ type, actor, data }) =>
    EventType.safeParse(type).success && typeof actor === "object" && typeof data === "object",
};

/** An entry of a run's log, as it is stored. */
export type EventRow = Row<"RunEvent">;

/** An entry as it was written, which is what its hash covers. What it means `readEvent` says. */
export function writtenEvent(row: EventRow): RunEvent {
  const { runId, seq, type, step, status, actor, message, data, at, format } = row;
  const written = {
    ...(format !== 1 && { format }),
    run_id: runId,
    seq,
    type,
    step,
    status,
    actor: fromColumn(actor),
    message,
    data: fromColumn(data),
    at: at.toISOString(),
  };
  // Guarantee: only `commit` writes entries, and it writes RunEvents; of a newer release's more is not said here.
  return written as unknown as RunEvent;
}

/**
 * A log entry, whichever release wrote it: checked, and in the shape of this one.
 * @throws Unreadable for one that a newer release wrote, or that is none
 */
export function readEvent(written: RunEvent): RunEvent {
  const { format = 1, run_id, seq } = written;
  const document = written as unknown as JsonObject;
  // Guarantee: what is of this shape was written by a release as a RunEvent.
  return inNewest(`Entry ${seq} of the run ${run_id}`, { format, document }, reading) as unknown as RunEvent;
}
