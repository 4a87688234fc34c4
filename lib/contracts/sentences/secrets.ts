import type { Said } from "../said";
import type { Say, Sentence } from "../say";

interface InField {
  /** The place, its names joined by dots. */
  name: string;
}

/** What is wrong with the secrets of a payload, in words that tell nothing of them. */
export const secretIssues = {
  secret_missing: ({ name }: InField) =>
    `The secret in ${name} is not kept for this run: it was given to another run, or can no longer be read.`,
  secret_faulty: ({ name, fault }: InField & { fault: Said }, say: Say) =>
    `The secret in ${name} ${say(fault)}.`,
  secret_placeholder: ({ name }: InField) => `${name} holds no secret, but what stands for one.`,
  secret_no_text: "must be a text",
  secret_too_short: ({ limit }: { limit: number }) => `must have at least ${limit} characters`,
  secret_too_long: ({ limit }: { limit: number }) => `may have at most ${limit} characters`,
  secret_other_pattern: ({ pattern }: { pattern: string }) => `must look like ${pattern}`,
} as const satisfies Record<string, Sentence>;

export const secretFixes = {
  give_secret: "Give the secret itself.",
} as const satisfies Record<string, Sentence>;
