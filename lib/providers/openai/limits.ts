import { type ProviderLimits, usualCaution } from "../limits";

/** OpenAI's own address, and what stands for it when nothing else is configured. */
export const openAiBaseUrl = "https://api.openai.com/v1";

/** What the adapter allows itself. */
export const openAiLimits = {
  /** A picture of high quality takes up to two minutes (https://developers.openai.com/api/docs/guides/image-generation), in milliseconds. */
  answersWithin: 180_000,
  /** Pictures that one call may ask for: their bytes come in the answer and are kept with it. */
  pictures: 4,
  /** Bytes of an answer that are read: four pictures of some megabytes each, in Base64. */
  answerBytes: 32 * 1024 * 1024,
  /** Of an answer's JSON: its depth, and how many values it may have. */
  answer: { depth: 32, values: 50_000 },
  /** The largest picture that may be sent along, in bytes ("less than 50 MB"). */
  fileBytes: 50 * 1024 * 1024,
  /** All the pictures of one request, in bytes. */
  requestBytes: 64 * 1024 * 1024,
  /** Pictures that one edit may have. */
  files: 16,
  /** For fetching one of them, in milliseconds. */
  fileTimeout: 20_000,
  /** For fetching all of a request, in milliseconds, before its call, which has the whole of its own time after it. */
  filesWithin: 30_000,
  /** Characters of the provider's own words in an error message. */
  detailLength: 1_000,
} as const;

/**
 * The limits of an account depend on its tier and on the model (https://developers.openai.com/api/docs/guides/rate-limits)
 * and beyond them it answers 429; these are those of a usual account for text. Nothing is ever read but by a person.
 */
export const openAiBudgets: ProviderLimits = {
  ...usualCaution,
  submissions: { calls: 500, perMs: 60_000 },
  reads: { calls: 500, perMs: 60_000 },
  longestTry: openAiLimits.filesWithin + openAiLimits.answersWithin + 60_000,
};
