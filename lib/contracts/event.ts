import { z } from "zod";
import { JsonObject } from "./json";
import { Actor } from "./parts";
import { Said } from "./said";
import { RunStatus, Step } from "./words";

/** The types of the log. `connected` exists only on a stream. */
export const EventType = z.enum([
  "run_created",
  "step_started",
  "awaiting_human",
  "payload_revised",
  "approval",
  "approval_undone",
  "decision",
  "decision_undone",
  "decision_carried_out",
  "step_completed",
  "attempt_started",
  "attempt_progress",
  "attempt_finished",
  "claimed",
  "released",
  "comment",
  "run_completed",
  "run_failed",
  "run_cancelled",
  "run_expired",
  "erased",
]);
export type EventType = z.infer<typeof EventType>;

/** An entry of a run's log, as a page of events or the `data:` of a frame carries it. */
export const EventView = z.object({
  id: z.number().int(),
  type: EventType,
  run_id: z.string(),
  seq: z.number().int(),
  step: Step,
  status: RunStatus,
  actor: Actor,
  at: z.string(),
  message: z.string(),
  /** What the message says, where that is no person's own words. */
  said: Said.optional(),
  data: JsonObject,
});
export type EventView = z.infer<typeof EventView>;

/** The query of a page of the log, or of a stream of it. */
export const EventsQuery = z.strictObject({
  /** Only what comes after this entry's number; a stream takes `Last-Event-ID` before it. */
  after: z.coerce.number().int().min(0).optional(),
  cursor: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type EventsQuery = z.infer<typeof EventsQuery>;
