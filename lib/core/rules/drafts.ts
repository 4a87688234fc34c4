import type { CreateRule, FrozenRule } from "@/lib/contracts/rules";
import { demandGround } from "./ground";

/**
 * Drafts as they would be read: by order, of equal ones the last first, as it would be the newest. They are called
 * `draft_1`, `draft_2` … as they were given.
 * @throws CodedError `validation_error` for a draft that could not be saved, an exception by path alone
 */
export function draftsAsRead(drafts: readonly CreateRule[]): FrozenRule[] {
  const numbered = drafts.map((draft, at) => ({ draft, at, id: `draft_${at + 1}` }));
  for (const { draft, at } of numbered) demandGround(draft, `/rules/${at}`);
  return numbered
    .filter(({ draft }) => draft.enabled)
    .toSorted((one, other) => one.draft.order - other.draft.order || other.at - one.at)
    .map(({ draft: { name, when, demand }, id }) => ({ id, name, when, demand }));
}
