import { type ProviderLimits, usualCaution } from "../limits";

/**
 * Replicate's published limits are 600 new predictions and 3,000 other calls a minute for an account
 * (https://replicate.com/docs/topics/predictions/rate-limits); beyond them it answers 429.
 */
export const replicateBudgets: ProviderLimits = {
  ...usualCaution,
  submissions: { calls: 600, perMs: 60_000 },
  reads: { calls: 3_000, perMs: 60_000 },
};

/** What the Replicate adapter allows itself. */
export const replicateLimits = {
  /** Milliseconds one API call may take; a hung connection must not hold a worker. */
  requestTimeoutMs: 30_000,
  /** Bytes of an answer that are read; a page of a hundred predictions has less. */
  answerBytes: 8 * 1024 * 1024,
  /** Of an answer's JSON: its depth, and how many values it may have; the rest is left out. */
  answer: { depth: 64, values: 200_000 },
  /** Characters of a prediction's log, from its end, where the progress stands. */
  logLength: 20_000,
  /** Seconds that a prediction's running time can be; another figure is none. */
  longestRun: 30 * 86_400,
  /** Pages of the list that a search reads at most (100 predictions each) before it gives up. */
  searchPages: 50,
  /** Milliseconds by which Replicate's clock may be behind ours when a search compares times; being ahead does no harm. */
  clockToleranceMs: 5_000,
  /** Milliseconds by which it may be behind at the very most: what matches in between is shown to a person. */
  clockDoubtMs: 30_000,
  /** Redirects followed from an output's address. */
  fileRedirects: 3,
  /** Characters of the provider's own words in an error message. */
  detailLength: 1_000,
  /** Milliseconds a webhook may be old, or ahead of our clock. */
  webhookAgeMs: 5 * 60_000,
  /** Characters of a webhook's id; theirs have about 30. */
  webhookIdLength: 200,
  /** Milliseconds until the webhook secret is asked for again when it could not be had. */
  secretRetryMs: 60_000,
} as const;

/** Replicate's own address, and what stands for it when nothing else is configured. */
export const replicateBaseUrl = "https://api.replicate.com/v1";

/** "Output files are served by replicate.delivery and its subdomains" (Replicate's HTTP API description). */
export const fileHosts = ["replicate.delivery", "replicate.com"] as const;
