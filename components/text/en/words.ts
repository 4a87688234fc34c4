import type { OperationType, RunStatus, Severity, Step } from "@/lib/contracts/words";
import { decisions } from "./decisions";

/** The closed vocabularies, as people read them. */
export const words = {
  name: "Countersign",
  /** Somebody's own words, set apart. */
  quote: (said: string) => `“${said}”`,
  step: {
    created: "Created",
    information_review: "Information",
    payload_review: "Payload",
    api_call: "Call",
    response_review: "Answer",
    completed: "Released",
  } satisfies Record<Step, string>,
  status: {
    queued: "Queued",
    running: "Running",
    awaiting_human: "Waiting",
    completed: "Completed",
    failed: "Failed",
    cancelled: "Cancelled",
    expired: "Expired",
  } satisfies Record<RunStatus, string>,
  action: decisions.action,
  youDecided: decisions.youDecided,
  decided: decisions.decided,
  kind: {
    image_generation: "Image",
    image_editing: "Image editing",
    video_generation: "Video",
    audio_generation: "Sound",
    text_generation: "Text",
    embedding: "Embedding",
    classification: "Classification",
    other: "Other",
  } satisfies Record<OperationType, string>,
  severity: {
    error: "Error",
    warning: "Warning",
    info: "Note",
  } satisfies Record<Severity, string>,
  severities: {
    error: (count: number) => (count === 1 ? "1 error" : `${count} errors`),
    warning: (count: number) => (count === 1 ? "1 warning" : `${count} warnings`),
    info: (count: number) => (count === 1 ? "1 note" : `${count} notes`),
  } satisfies Record<Severity, (count: number) => string>,
};
