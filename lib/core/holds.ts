import type { HoldFor } from "@/lib/contracts/holds";
import { fitsOrFree } from "./rules/matches";
import type { RunState } from "./state";

/** What holds look at of a call. */
export interface CallFacts {
  provider: string;
  model: string;
  /** True where the request alone says which model it is. */
  unproven: boolean;
  /** Null for a person who is signed in. */
  key_id: string | null;
  /** Who is signed in, or whose the key is; null for a key that is nobody's. */
  person_id: string | null;
  /** Whom the request names. */
  user_id: string | null;
}

/**
 * The facts of a run's call.
 * @param user_id whom its request names
 * @param owners whose keys are whose, by the keys' ids
 */
export function callFactsOf(
  { model, created_by }: Pick<RunState, "model" | "created_by">,
  user_id: string | null,
  owners: ReadonlyMap<string, string>,
): CallFacts {
  const { kind, id } = created_by;
  return {
    provider: model.provider,
    model: model.name,
    unproven: model.unproven === true,
    key_id: kind === "api_key" ? id : null,
    person_id: kind === "user" ? id : (owners.get(id) ?? null),
    user_id,
  };
}

/** Whether a hold is for a call. Where only the request says which model it is, it may be any: then it is held, too. */
export function isFor({ provider, model, key_id, user_id }: HoldFor, call: CallFacts): boolean {
  return (
    fitsOrFree(provider, call.provider) &&
    (call.unproven || fitsOrFree(model, call.model, `${call.provider}:${call.model}`)) &&
    fitsOrFree(key_id, call.key_id) &&
    fitsOrFree(user_id, call.person_id, call.user_id)
  );
}

/** Whether two holds name the same. */
export function isSameFor(one: HoldFor, other: HoldFor): boolean {
  const kinds = ["provider", "model", "key_id", "user_id"] as const;
  return kinds.every((kind) => one[kind] === other[kind]);
}

/** Whether a hold is for every call to a provider. */
export function isForAllOf({ provider, model, key_id, user_id }: HoldFor, name: string): boolean {
  return [model, key_id, user_id].every((one) => one === undefined) && fitsOrFree(provider, name);
}

/** Of the holds that are for a call, the one that lasts longest: the call waits for its end. Null when none is. */
export function lastingHold<One extends { for: HoldFor; until: Date | null }>(
  holds: readonly One[],
  call: CallFacts,
): One | null {
  const end = ({ until }: One) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  const [longest = null] = holds
    .filter((hold) => isFor(hold.for, call))
    .toSorted((one, other) => end(other) - end(one) || 0);
  return longest;
}
