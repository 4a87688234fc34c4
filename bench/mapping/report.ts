import { digestOf } from "@/lib/core/digest";
import { type ModelScore, type RuleName, rules } from "./score-model";

/** What the scores should reach on models nobody has seen, in percent. */
const targets: Record<RuleName, number> = {
  prompt: 99.5,
  attachments: 98,
  "no leak": 100,
  kind: 97,
  valid: 100,
  "whole payload exact": 97,
};

/** The scores as a table, whole and by halves, and every miss with the rule that missed. */
export function report(scores: ModelScore[], withSchema: boolean, quiet: boolean): string {
  const half = (side: number) => scores.filter(({ name }) => sideOf(name) === side);
  const columns = [scores, half(0), half(1)];
  const lines = rules.map((rule) =>
    [rule.padEnd(20), `${targets[rule]}`.padStart(6), ...columns.map((list) => share(list, rule))].join("  "),
  );
  const times = scores.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  const time = (at: number) => (times[Math.floor((times.length - 1) * at)] ?? 0).toFixed(1);
  const misses = scores.flatMap(({ name, misses }) =>
    misses.map(({ rule, why, by }) => `  ${rule}: ${name}: ${why} [${by}]`),
  );
  return [
    `${scores.length} models, ${withSchema ? "with" : "without"} schema`,
    `${"".padEnd(20)}  target  ${["all", "one half", "other half"].map((title) => title.padStart(18)).join("  ")}`,
    ...lines,
    `preview: ${time(0.5)} ms at the median, ${time(0.99)} ms at the 99th percentile`,
    ...(quiet ? [] : misses.length === 0 ? ["no misses"] : ["misses", ...misses.sort()]),
    "",
  ].join("\n");
}

/** A fixed half for each model, so that rules can be made on one and tried on the other. */
function sideOf(name: string): number {
  return digestOf(name).charCodeAt("sha256:".length) % 2;
}

function share(scores: ModelScore[], rule: RuleName): string {
  const counted = scores.filter(({ outcome }) => outcome[rule] !== null);
  const right = counted.filter(({ outcome }) => outcome[rule] === true).length;
  const percent = counted.length === 0 ? "-" : ((100 * right) / counted.length).toFixed(1);
  return `${percent} % (${right}/${counted.length})`.padStart(18);
}
