import { createHash } from "node:crypto";
import type { RolloutState } from "@/lib/contracts/rollout";
import type { RunPath } from "@/lib/contracts/words";

/** Hundredths of a percent: the finest share that is told apart. */
const places = 10_000;

/**
 * Where a user stands between 0 (moved first) and 100 (moved last), for ever the same: so raising the percentage only
 * adds users, and every instance puts a user on the same side.
 */
export function placeOfUser(userId: string): number {
  const digest = createHash("sha256").update(`rollout:${userId}`).digest();
  return ((digest.readUInt32BE(0) % places) / places) * 100;
}

/**
 * The path a request takes. Who was named stays moved when a percentage follows. A request that names no user stays
 * on the old path until everyone moves: there is nobody to keep on one side.
 */
export function sideOf(
  { stage, user_ids, percentage }: Pick<RolloutState, "stage" | "user_ids" | "percentage">,
  userId: string | null,
): RunPath {
  if (stage === "everyone") return "hitl";
  if (stage === "off" || userId === null) return "legacy";
  if (user_ids.includes(userId)) return "hitl";
  return stage === "percentage" && placeOfUser(userId) < percentage ? "hitl" : "legacy";
}
