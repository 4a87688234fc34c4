import type { AdminSentences } from "../en/admin";
import { audit } from "./audit";
import { budgets } from "./budgets";
import { erasing } from "./erasing";
import { groups } from "./groups";
import { holds } from "./holds";
import { insights } from "./insights";
import { lab } from "./lab";
import { rollout } from "./rollout";
import { rules } from "./rules";
import { settings } from "./settings";
import { webhooks } from "./webhooks";

export const adminDe: AdminSentences = {
  audit,
  budgets,
  erasing,
  groups,
  holds,
  insights,
  lab,
  rollout,
  rules,
  settings,
  webhooks,
};
