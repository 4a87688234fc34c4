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
 * steps, length and tokens. A price for the call never grows. A setting only one of them has is not compared.
 */
export function costFactor(from: JsonObject, to: JsonObject, per: Cost["per"] = "second"): CostFactor {
  return growth
    .filter((setting) => setting.with.includes(per))
    .reduce<CostFactor>(
      (sum, { counts, names }) => {
        const [before, after] = [countIn(from, names), countIn(to, names)];
        if (before === null || after === null || before === after) return sum;
        const ratio = after / before;
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

/** The outputs a payload asks for, or null where it does not say. */
export function outputsIn(payload: JsonObject): number | null {
  return countIn(payload, outputs);
}

/** The tokens a payload allows, or null where it does not say. */
export function tokensIn(payload: JsonObject): number | null {
  return countIn(payload, tokens);
}

function countIn(payload: JsonObject, names: RegExp): number | null {
  const found = Object.entries(payload).find(
    ([name, value]) => names.test(name) && isNumber(value) && value > 0 && Number.isFinite(Number(value)),
  );
  return found ? Number(found[1]) : null;
}
