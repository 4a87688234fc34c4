import type { SecondRates } from "../payload/estimate-cost";

/** Replicate's public prices a second, in US dollars: of the card most public models run on (Nvidia L40S), and of its cheapest and dearest single ones. */
export const replicateRates: SecondRates = { typical: 0.000975, low: 0.000225, high: 0.001525 };
