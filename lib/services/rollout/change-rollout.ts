import type { ChangeRollout } from "@/lib/contracts/rollout";
import { actorOf, type Principal } from "@/lib/core/principal";
import { changed } from "@/lib/core/rollout/change";
import type { Database } from "@/lib/store/connection/client";
import { appendRollout } from "@/lib/store/rollout";
import { requireAdmin } from "../people/require-admin";

/**
 * Changes the rollout, as one entry of its history with who and why; the next request on any instance follows it.
 * @throws CodedError `forbidden` for everyone but admins, `conflict` when somebody else was first, `validation_error`
 */
export async function changeRollout(
  { db }: { db: Database },
  principal: Principal,
  { why, version, ...asked }: ChangeRollout,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  const actor = actorOf(principal);
  const plansOnly = Object.entries(asked).every(([name, value]) => name === "plan" || value === undefined);
  await appendRollout(
    db,
    { kind: plansOnly ? "plan" : "change", at: now, actor, why },
    (stand) => changed(stand, asked, actor, now.toISOString()),
    { doer: principal, expected: version },
  );
}
