import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { ModelDescription } from "../contract";
import { estimateCost } from "../payload/estimate-cost";
import { conversationCost, dollars, tokensRead } from "../token-cost";
import type { Usage } from "./answer";
import { modelNamed } from "./names";
import { Conversation } from "./payload";
import { pricesOf } from "./prices";

const million = 1_000_000;
/** Its newer models cut a text into a third more tokens than is usual. */
const bytesPerToken = 3;
/** What is written into its cache and read out of it costs so many times what is read afresh; nothing is ever asked to be. */
const cacheRates = { written: 1.25, read: 0.1 } as const;

/**
 * What a call will cost at most by Anthropic's prices, or by the price an admin set; null when none is known. An
 * estimate, never a bill.
 */
export function estimatedCost(payload: JsonObject, model: ModelDescription): Cost | null {
  if (model.price !== undefined) return estimateCost(payload, model, null);
  const named = modelNamed(model.name);
  const parsed = Conversation.safeParse(payload);
  if (named === null || !parsed.success) return null;
  const read = tokensRead(payload, bytesPerToken);
  const prices = pricesOf(named, read);
  return prices && conversationCost(read, parsed.data.max_tokens, prices);
}

/** What a call came to by the tokens that Anthropic says it charges, in US dollars; null where prices are not known. */
export function billOf(model: string, { read, cacheWritten, cacheRead, written }: Usage): number | null {
  const prices = pricesOf(model, read + cacheWritten + cacheRead);
  if (prices === null) return null;
  const reading = read + cacheWritten * cacheRates.written + cacheRead * cacheRates.read;
  return dollars((reading * prices.reading + written * prices.writing) / million);
}
