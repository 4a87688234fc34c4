import type { Sentence } from "../say";

interface Rates {
  /** The share of each path's runs that failed, 0 to 1. */
  fresh: number;
  old: number;
  /** By how many percentage points the new path may be worse. */
  points: number;
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const rates = ({ fresh, old }: Rates) =>
  `${percent(fresh)} of the new path's runs fail, ${percent(old)} of the old one's`;

/** Whether to go on with the rollout. */
export const verdicts = {
  too_few_runs: ({ fresh, old, least }: { fresh: number; old: number; least: number }) =>
    `Too few runs to tell: ${fresh} on the new path and ${old} on the old one ended by themselves, ${least} each are needed`,
  fails_more: (values: Rates) => `Hold: ${rates(values)}; that is more than ${values.points} points worse`,
  fails_alike: (values: Rates) => `${rates(values)}; that is within ${values.points} points`,
} as const satisfies Record<string, Sentence>;
