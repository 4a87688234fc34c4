import type { Traces } from "../payload/clean-text";

/** Where Replicate keeps files and calls, and how its tokens look. */
export const replicateTraces: Traces = {
  addresses: [
    "replicate.delivery",
    "api.replicate.com",
    "stream.replicate.com",
    "replicate.com/api/",
    "replicate.com/p/",
  ],
  keys: [/\br8_[A-Za-z0-9]{16,}\b/],
};
