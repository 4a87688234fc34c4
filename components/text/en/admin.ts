import { holds } from "./holds";
import { insights } from "./insights";
import { lab } from "./lab";
import { rollout } from "./rollout";
import { settings } from "./settings";

export const adminEn = { holds, insights, lab, rollout, settings };

/** What the pages about the work itself say beside the rest. */
export type AdminSentences = typeof adminEn;
