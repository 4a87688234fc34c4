import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { costFactor, outputsIn, tokensIn } from "@/lib/core/cost-factor";
import type { ModelDescription, Price } from "../contract";
import { fieldsOf } from "./model-schema";

/** What a provider asks for a second of running, in US dollars, where a model states no price. */
export interface SecondRates {
  typical: number;
  low: number;
  high: number;
}

/** The same call takes half as long or twice as long from one day to the other. */
const timeRange = [0.5, 2] as const;

/** What a text model writes at most where nobody limits it, and how many letters make a token. */
const usualTokens = 512;
const lettersPerToken = 4;

/**
 * What a call will about cost, with the reckoning in words and the range it may lie in; null when
 * nothing is known. A price given with the model counts first, then the time its example took at the
 * provider's usual rates, if it has such. An estimate, never a bill.
 */
export function estimateCost(
  payload: JsonObject,
  model: ModelDescription,
  rates: SecondRates | null,
): Cost | null {
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
  return byTime(payload, model, rates);
}

function byOutput(payload: JsonObject, model: ModelDescription, { amountUsd }: Price): Cost {
  const outputs = counted(payload, model, outputsIn, 1);
  const basis = basedOn(said("per_output", { outputs, amount: amountUsd }));
  return { amount: money(amountUsd * outputs), currency: "USD", ...basis, per: "output" };
}

/**
 * How many of something a payload asks for, by the names that its model knows; where none of these says it, as many as
 * the example, else `usual`. Whoever asks can write any name: one that the model does not know only raises the count.
 */
function counted(
  payload: JsonObject,
  model: ModelDescription,
  countIn: (document: JsonObject) => number | null,
  usual: number,
): number {
  const { exampleInput } = model;
  const fields = new Set(fieldsOf(model)?.map(({ name }) => name));
  const known = Object.entries(payload).filter(
    ([name]) => fields.has(name) || Object.hasOwn(exampleInput, name),
  );
  const own = countIn(Object.fromEntries(known)) ?? countIn(exampleInput) ?? usual;
  return Math.max(own, countIn(payload) ?? 0);
}

function byToken(payload: JsonObject, model: ModelDescription, { amountUsd }: Price): Cost {
  const texts = Object.values(payload).filter((value) => typeof value === "string");
  const read = Math.ceil(texts.reduce((sum, text) => sum + text.length, 0) / lettersPerToken);
  const written = counted(payload, model, tokensIn, usualTokens);
  return {
    amount: money((read + written) * amountUsd),
    currency: "USD",
    ...basedOn(said("per_token", { read, written, amount: amountUsd })),
    low: money(read * amountUsd),
    high: money((read + written) * amountUsd),
    per: "token",
  };
}

function byTime(
  payload: JsonObject,
  { price, exampleInput, exampleSeconds }: ModelDescription,
  usual: SecondRates | null,
): Cost | null {
  if (exampleSeconds === undefined || !(exampleSeconds > 0)) return null;
  const stated = price && { typical: price.amountUsd, low: price.amountUsd, high: price.amountUsd };
  const rates = stated ?? usual;
  if (rates === null) return null;
  const { typical: rate, low, high } = rates;
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
    low: money(seconds * timeRange[0] * low),
    high: money(seconds * timeRange[1] * high),
    per: "second",
  };
}

function basedOn(basis: Said): Pick<Cost, "basis" | "basis_said"> {
  return { basis: english(basis), basis_said: basis };
}

/**
 * Small enough to tell a tenth of a cent's parts apart, large enough to hide binary dust. What costs anything never
 * comes out as free, for the organisation's rules tell these apart.
 */
function money(amount: number): number {
  const rounded = Math.round(amount * 1e6) / 1e6;
  return rounded === 0 && amount > 0 ? 1e-6 : rounded;
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
