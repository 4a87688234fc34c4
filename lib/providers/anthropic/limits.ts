import { type ProviderLimits, usualCaution } from "../limits";

/** Anthropic's own address, and what stands for it when nothing else is configured. */
export const anthropicBaseUrl = "https://api.anthropic.com";

/** What the adapter allows itself. */
export const anthropicLimits = {
  /** The longest that its client waits for an answer that does not come in a stream, in milliseconds. */
  answersWithin: 600_000,
  /** Tokens that one answer may be asked for: more take longer than an answer is waited for. */
  written: 32_000,
  /** Bytes of an answer that are read. */
  answerBytes: 4 * 1024 * 1024,
  /** Of an answer's JSON: its depth, and how many values it may have. */
  answer: { depth: 32, values: 50_000 },
  /** Characters of the provider's own words in an error message. */
  detailLength: 1_000,
} as const;

/**
 * The limits of an account depend on its tier and on the model (https://platform.claude.com/docs/en/api/rate-limits) and
 * beyond them it answers 429; these are those of the second tier. Nothing is ever read but by a person.
 */
export const anthropicBudgets: ProviderLimits = {
  ...usualCaution,
  submissions: { calls: 1_000, perMs: 60_000 },
  reads: { calls: 1_000, perMs: 60_000 },
  longestTry: anthropicLimits.answersWithin + 60_000,
};
