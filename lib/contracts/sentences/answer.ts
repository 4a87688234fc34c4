import type { Said } from "../said";
import type { Say, Sentence } from "../say";

/** What is wrong with an answer. */
export const answerIssues = {
  links_taken_out: ({ count }: { count: number }) =>
    `${count} ${count === 1 ? "provider link or token was" : "provider links or tokens were"} taken out of the answer.`,
  answer_empty: "The model's answer is empty.",
  answer_found_nothing: "The model's answer holds nothing: it found nothing.",
  output_empty: ({ number }: { number: number }) => `Output ${number} is empty.`,
  file_promised: ({ kind }: { kind: string }) =>
    `The model promises ${kind === "file" ? "a file" : `a file (${kind})`}; its answer has none.`,
  text_promised: "The model promises text; its answer has none.",
  numbers_promised: "The model promises numbers; its answer is text.",
  reads_like_error: "The answer reads like an error message, not like an answer.",
  repeats_itself: "The answer repeats the same lines over and over.",
  edited_answer_empty: "The edited answer is empty",
  answer_check_endless:
    "This answer cannot be checked against the model's schema: the check does not come to an end.",
  output_lost: ({ number, why }: { number: number; why: Said }, say: Say) =>
    `Output ${number} could not be kept: ${say(why)}`,
  part_unreadable: ({ where }: { where: string }) =>
    `Part of the answer could not be read and was left out, at ${where}`,
  copy_took_too_long: ({ seconds }: { seconds: number }) => `it took longer than ${seconds} s`,
  storage_full: "the storage is full",
  copy_failed: ({ error }: { error: string | null }) =>
    error === null ? "the copy failed" : `the copy failed (${error})`,
} as const satisfies Record<string, Sentence>;

export const answerFixes = {
  try_again: "Try again",
  look_closely: "Look at it closely before you approve it.",
} as const satisfies Record<string, Sentence>;
