import type { EachWay } from "../token-cost";

interface Prices extends EachWay {
  /** What a call costs whose prompt is longer than so many tokens. */
  long?: EachWay & { over: number };
}

/** Anthropic's public prices (https://platform.claude.com/docs/en/about-claude/pricing), as of 2026-11-28. */
const known: Readonly<Record<string, Prices>> = {
  "claude-opus-5-5": { reading: 4, writing: 20 },
  "claude-sonnet-5-5": { reading: 2, writing: 10 },
  "claude-haiku-5-5": {
    reading: 0.1,
    writing: 0.5,
    long: { over: 100_000, reading: 0.5, writing: 2.5 },
  },
  "claude-haiku-4-5": { reading: 1, writing: 5 },
};

/**
 * The prices of a call, or null where they are not known: a gateway's models have others.
 * @param read tokens of its prompt
 */
export function pricesOf(model: string, read: number): EachWay | null {
  const prices = Object.hasOwn(known, model) ? known[model] : undefined;
  if (prices === undefined) return null;
  return prices.long && read > prices.long.over ? prices.long : prices;
}
