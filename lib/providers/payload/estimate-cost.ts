import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { costFactor, outputsIn, tokensIn } from "@/lib/core/cost-factor";
import type { ModelDescription, Price } from "../contract";

/** Replicate's public prices a second, in US dollars: of the card most public models run on (Nvidia L40S), and of its cheapest and dearest single ones. */
const typicalRateUsd = 0.000975;
const rateRangeUsd = [0.000225, 0.001525] as const;

/** The same call takes half as long or twice as long from one day to the other. */
const timeRange = [0.5, 2] as const;

/** What a text model writes at most where nobody limits it, and how many letters make a token. */
const usualTokens = 512;
const lettersPerToken = 4;

/**
 * What a call will about cost, with the reckoning in words and the range it may lie in; null when
 * nothing is known. A price given with the model counts first, then the time its example took at a
 * typical rate. An estimate, never a bill.
 */
export function estimateCost(payload: JsonObject, model: ModelDescription): Cost | null {
  const { price } = model;
  if (price?.per === "call") {
    return {
      amount: money(price.amountUsd),
      currency: "USD",
      ...basedOn(said("per_call", { amount: price.amountUsd })),
      per: "call",
    };
  }
  if (price?.per === "output") return byOutput(payload, model, price);
  if (price?.per === "token") return byToken(payload, model, price);
  return byTime(payload, model);
}

function byOutput(payload: JsonObject, { exampleInput }: ModelDescription, { amountUsd }: Price): Cost {
  const outputs = outputsIn(payload) ?? outputsIn(exampleInput) ?? 1;
  const basis = basedOn(said("per_output", { outputs, amount: amountUsd }));
  return { amount: money(amountUsd * outputs), currency: "USD", ...basis, per: "output" };
}

function byToken(payload: JsonObject, { exampleInput }: ModelDescription, { amountUsd }: Price): Cost {
  const texts = Object.values(payload).filter((value) => typeof value === "string");
  const read = Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / lettersPerToken);
  const written = tokensIn(payload) ?? tokensIn(exampleInput) ?? usualTokens;
  return {
    amount: money((read + written) * amountUsd),
    currency: "USD",
    ...basedOn(said("per_token", { read, written, amount: amountUsd })),
    low: money(read * amountUsd),
    high: money((read + written) * amountUsd),
    per: "token",
  };
}

function byTime(payload: JsonObject, { price, exampleInput, exampleSeconds }: ModelDescription): Cost | null {
  if (exampleSeconds === undefined || !(exampleSeconds > 0)) return null;
  const rate = price?.amountUsd ?? typicalRateUsd;
  const [lowRate, highRate] = price === undefined ? rateRangeUsd : [rate, rate];
  const { factor, because } = costFactor(exampleInput, payload, "second");
  const seconds = exampleSeconds * factor;
  const basis = said("per_second", {
    seconds: round(seconds),
    amount: rate,
    typical: price === undefined,
    because,
  });
  return {
    amount: money(seconds * rate),
    currency: "USD",
    ...basedOn(basis),
    low: money(seconds * timeRange[0] * lowRate),
    high: money(seconds * timeRange[1] * highRate),
    per: "second",
  };
}

function basedOn(basis: Said): Pick<Cost, "basis" | "basis_said"> {
  return { basis: english(basis), basis_said: basis };
}

/** Small enough to tell a tenth of a cent's parts apart, large enough to hide binary dust. */
function money(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
