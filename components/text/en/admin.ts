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

export const adminEn = {
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

/** What the pages about the work itself say beside the rest. */
export type AdminSentences = typeof adminEn;
