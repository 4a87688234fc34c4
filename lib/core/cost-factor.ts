import type { JsonObject } from "@/lib/contracts/json";
import { isNumber } from "@/lib/contracts/json-text";
import type { Cost } from "@/lib/contracts/parts";
import type { Growing, Growth } from "@/lib/contracts/sentences/cost";

const outputs =
  /^(num_outputs?|num_images?|number_of_images|n|batch_size|num_samples|max_images|images_per_prompt)$/i;
const tokens = /^(max_(new_|output_|completion_)?tokens|max_length)$/i;

/** Settings with which running time and price grow in step, by what they count. */
const growth: readonly { counts: Growing; names: RegExp; with: readonly NonNullable<Cost["per"]>[] }[] = [
  { counts: "outputs", names: outputs, with: ["output", "second"] },
  { counts: "steps", names: /^(num_inference_steps|steps|num_steps|sample_steps)$/i, with: ["second"] },
  {
    counts: "length",
    names: /^(duration|seconds|length|num_frames|video_length|max_frames|seconds_total)$/i,
    with: ["second"],
  },
  { counts: "tokens", names: tokens, with: ["token", "second"] },
];

/** How much more or less a payload costs than another, and for what. */
export interface CostFactor {
  factor: number;
  because: Growth[];
}

/**
 * How the cost grows from one payload to another, by the settings it is in step with: outputs,
 * steps, length and tokens. A price for the call never grows. A setting only one of them has is not compared; of
 * several that count the same, the one that grows most.
 */
export function costFactor(from: JsonObject, to: JsonObject, per: Cost["per"] = "second"): CostFactor {
  return growth
    .filter((setting) => setting.with.includes(per))
    .reduce<CostFactor>(
      (sum, { counts, names }) => {
        const before = new Map(countsIn(from, names));
        const ratios = countsIn(to, names).flatMap(
          ([name, after]) => after / (before.get(name) ?? Number.NaN),
        );
        const ratio = ratios
          .filter((one) => !Number.isNaN(one))
          .reduce((most, one) => Math.max(most, one), 0);
        if (ratio === 0 || ratio === 1) return sum;
        return {
          factor: sum.factor * ratio,
          because: [...sum.because, { counts, times: Number(ratio.toPrecision(2)) }],
        };
      },
      { factor: 1, because: [] },
    );
}

/** True for a setting that running time and price may grow with. */
export function growsCost(name: string): boolean {
  return growth.some(({ names }) => names.test(name));
}

/** The outputs a payload asks for, whole ones and the most that any name of it says; null where it does not say. */
export function outputsIn(payload: JsonObject): number | null {
  return mostIn(payload, outputs);
}

/** The tokens a payload allows, the most that any name of it says; null where it does not say. */
export function tokensIn(payload: JsonObject): number | null {
  return mostIn(payload, tokens);
}

function mostIn(payload: JsonObject, names: RegExp): number | null {
  const counts = countsIn(payload, names);
  return counts.length === 0 ? null : counts.reduce((most, [, count]) => Math.max(most, Math.ceil(count)), 1);
}

function countsIn(payload: JsonObject, names: RegExp): [string, number][] {
  return Object.entries(payload).flatMap(([name, value]): [string, number][] =>
    names.test(name) && isNumber(value) && value > 0 && Number.isFinite(Number(value))
      ? [[name, Number(value)]]
      : [],
  );
}
