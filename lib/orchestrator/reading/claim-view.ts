import type { Actor } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import type { RunState } from "@/lib/core/state";
import { fromColumn } from "@/lib/store/json-column";

/** Who is at a run, as the wire shows it: nobody any more once the claim is over. */
export function claimView(
  { claimedBy, claimedUntil }: { claimedBy: unknown; claimedUntil: Date | null },
  { claim }: Pick<RunState, "claim">,
  now: Date,
): Pick<Run, "claimed_by" | "claimed_until" | "claim_offered_by"> {
  if (claimedBy === null || claimedUntil === null || claimedUntil <= now)
    return { claimed_by: null, claimed_until: null, claim_offered_by: null };
  return {
    claimed_by: fromColumn<Actor>(claimedBy),
    claimed_until: claimedUntil.toISOString(),
    claim_offered_by: claim?.offered_by ?? null,
  };
}
