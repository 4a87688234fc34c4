import type { AdminSentences } from "../en/admin";
import { insights } from "./insights";
import { lab } from "./lab";
import { rollout } from "./rollout";
import { settings } from "./settings";

export const adminDe: AdminSentences = { insights, lab, rollout, settings };
