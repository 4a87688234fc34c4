import type { Actor } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { fromColumn } from "@/lib/store/connection/json-column";

/**
 * Who is at a run, as a principal is told: nobody any more once the claim is over. Whom a group offered it to is for
 * those who review.
 */
export function claimView(
  principal: Principal,
  { claimedBy, claimedUntil }: { claimedBy: unknown; claimedUntil: Date | null },
  { claim }: Pick<RunState, "claim">,
  now: Date,
): Pick<Run, "claimed_by" | "claimed_until" | "claim_offered_by"> {
  const kept = claim?.offered_by !== undefined && !hasRole(principal, "reviewer");
  if (kept || claimedBy === null || claimedUntil === null || claimedUntil <= now)
    return { claimed_by: null, claimed_until: null, claim_offered_by: null };
  return {
    claimed_by: fromColumn<Actor>(claimedBy),
    claimed_until: claimedUntil.toISOString(),
    claim_offered_by: claim?.offered_by ?? null,
  };
}
