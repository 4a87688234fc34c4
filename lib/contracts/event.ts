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
