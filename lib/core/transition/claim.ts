import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { CodedError } from "../errors";
import type { Claim, RunState } from "../state";
import type { Draft } from "./draft";

/** The claim that holds at `now` (ISO 8601); null when there is none, or its time is over. */
export function claimAt({ claim }: Pick<RunState, "claim">, now: string): Claim | null {
  return claim && Date.parse(claim.until) > Date.parse(now) ? claim : null;
}

/** Says who is at it; the question, its deadline and whoever may answer it stay as they are. */
export function onClaim(draft: Draft, { by, until }: CommandOf<"claim">): void {
  draft.emit("claimed", { says: said("claimed", { name: by.name }), data: { until } });
}

/** The same for a member of a group whose turn it is: each is offered a question once. */
export function onOffer(draft: Draft, { until, offer }: CommandOf<"offer">): void {
  const says = said("offered", { name: offer.to.name, group: offer.group.name });
  draft.emit("claimed", { says, data: { until, offer } });
}

/** Takes one's own claim back; somebody else's stays. @returns false where one has none */
export function giveBack(draft: Draft, by: Actor): boolean {
  if (claimAt(draft.run, draft.now)?.by.id !== by.id) return false;
  draft.emit("released", { says: said("given_back", { name: by.name }), data: {} });
  return true;
}

export function onRelease(draft: Draft, { by }: CommandOf<"release">): void {
  if (!giveBack(draft, by)) throw new CodedError("invalid_state", `${by.name} has no claim on this run`);
}
