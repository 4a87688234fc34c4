// The closed words as plain lists: what runs in the browser tells them without loading the schemas.

export const runStatuses = [
  "queued",
  "running",
  "awaiting_human",
  "completed",
  "failed",
  "cancelled",
  "expired",
] as const;

export const steps = [
  "created",
  "information_review",
  "payload_review",
  "api_call",
  "response_review",
  "completed",
] as const;

/** The steps at which a person can be asked. */
export const reviewSteps = ["information_review", "payload_review", "api_call", "response_review"] as const;

export const operationTypes = [
  "image_generation",
  "image_editing",
  "video_generation",
  "audio_generation",
  "text_generation",
  "embedding",
  "classification",
  "other",
] as const;

/** The word of a closed list that a text is; null for any other text. */
export function wordIn<Word extends string>(
  words: readonly Word[],
  text: string | null | undefined,
): Word | null {
  return words.find((word) => word === text) ?? null;
}
