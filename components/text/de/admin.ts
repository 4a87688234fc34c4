import type { AdminSentences } from "../en/admin";
import { audit } from "./audit";
import { budgets } from "./budgets";
import { groups } from "./groups";
import { holds } from "./holds";
import { insights } from "./insights";
import { lab } from "./lab";
import { rollout } from "./rollout";
import { rules } from "./rules";
import { settings } from "./settings";

export const adminDe: AdminSentences = {
  audit,
  budgets,
  groups,
  holds,
  insights,
  lab,
  rollout,
  rules,
  settings,
};
