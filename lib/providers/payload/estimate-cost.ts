import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { ModelDescription } from "../contract";

/** Replicate's public price of the card most public models run on (Nvidia L40S), in US dollars a second. */
const typicalRateUsd = 0.000975;

const howMany = ["num_outputs", "num_images", "number_of_images", "n", "batch_size", "num_samples"];

/**
 * What a call will about cost, with the reckoning in words; null when nothing is known.
 * A price given with the model counts first, then the time its example took at a
 * typical rate. An estimate, never a bill.
 */
export function estimateCost(payload: JsonObject, model: ModelDescription): Cost | null {
  const { price, exampleSeconds } = model;
  if (price?.per === "call") return cost(price.amountUsd, `$${price.amountUsd} a call`);
  if (price?.per === "output") {
    const outputs = outputsOf(payload) ?? outputsOf(model.exampleInput) ?? 1;
    return cost(price.amountUsd * outputs, `${outputs} at $${price.amountUsd} each`);
  }
  if (exampleSeconds === undefined || !(exampleSeconds > 0)) return null;
  const rate = price?.amountUsd ?? typicalRateUsd;
  const scale = (outputsOf(payload) ?? 1) / (outputsOf(model.exampleInput) ?? 1);
  const seconds = exampleSeconds * scale;
  const more = scale === 1 ? "" : `, times ${round(scale)} for the outputs asked for`;
  const typical = price === undefined ? " (a typical rate)" : "";
  return cost(
    seconds * rate,
    `about ${round(seconds)} s at $${rate}/s${typical}, from the model's example${more}`,
  );
}

function outputsOf(payload: JsonObject): number | null {
  const value = howMany.map((name) => payload[name]).find((count) => typeof count === "number" && count >= 1);
  return typeof value === "number" ? value : null;
}

function cost(amount: number, basis: string): Cost {
  // Small enough to tell a tenth of a cent's parts apart, large enough to hide binary dust.
  return { amount: Math.round(amount * 1e6) / 1e6, currency: "USD", basis };
}

function round(value: number): number {
  return Number(value.toPrecision(2));
}
