import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { ModelDescription } from "../contract";
import { estimateCost } from "../payload/estimate-cost";
import { conversationCost, costBetween, dollars, tokensRead } from "../token-cost";
import type { Usage } from "./answer";
import { namedOf } from "./names";
import { payloads } from "./payload";
import { pricesOf, qualities } from "./prices";

const million = 1_000_000;
const bytesPerToken = 4;
/** A picture that is sent along, at most, in tokens. */
const tokensPerPicture = 6_500;

/**
 * What a call will about cost by OpenAI's prices, or by the price an admin set; null when none is known. Text is
 * reckoned at its longest answer, pictures by size and quality. An estimate, never a bill.
 */
export function estimatedCost(payload: JsonObject, model: ModelDescription): Cost | null {
  if (model.price !== undefined) return estimateCost(payload, model, null);
  const named = namedOf(model.name);
  const prices = named && pricesOf(model.version ?? named.model);
  if (!named || !prices || !payloads[named.operation].safeParse(payload).success) return null;
  const { tokens, pictures } = prices;
  const read = tokensRead(payload, bytesPerToken);
  if (pictures === undefined) {
    const written = numberIn(payload.max_completion_tokens);
    if (written === null) return null;
    return conversationCost(read, written, { reading: tokens.text, writing: tokens.output });
  }
  const outputs = numberIn(payload.n) ?? 1;
  const prompt = (read * tokens.text) / million;
  const sent = named.operation === "edits" ? picturesIn(payload) * ((tokens.image ?? 0) / million) : 0;
  const table = tableOf(payload.size, pictures);
  if (table === null) return null;
  const quality = qualities.find((one) => one === payload.quality);
  const amount = quality === undefined ? table.high : table[quality];
  const low = (quality === undefined ? table.low : amount) * outputs + prompt;
  const basis = said("per_picture", { outputs, amount, read, reading: tokens.text });
  return costBetween(basis, low, amount * outputs + prompt + sent * tokensPerPicture, "output");
}

/** What a call came to by the tokens that OpenAI says it charges, in US dollars; null where prices are not known. */
export function billOf(model: string, usage: Usage): number | null {
  const prices = pricesOf(model);
  if (prices === null) return null;
  const { text, image, output } = prices.tokens;
  return dollars((usage.text * text + usage.image * (image ?? text) + usage.output * output) / million);
}

function picturesIn({ image, mask }: JsonObject): number {
  return (Array.isArray(image) ? image.length : 1) + (mask === undefined ? 0 : 1);
}

/** The prices of a size; null for one that has none. `auto` may be either, so the dearer ones count. */
function tableOf<Table extends { high: number }>(
  size: unknown,
  { square, oblong }: { square: Table; oblong: Table },
): Table | null {
  if (size === undefined || size === "auto") return square.high > oblong.high ? square : oblong;
  if (size === "1024x1024") return square;
  return size === "1536x1024" || size === "1024x1536" ? oblong : null;
}

function numberIn(value: unknown): number | null {
  return typeof value === "number" && value > 0 ? value : null;
}
