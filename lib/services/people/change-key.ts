import { metadataFor } from "@/lib/auth/key-limits";
import type { ChangeKey, KeyView } from "@/lib/contracts/people";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { keyById, updateKey } from "@/lib/store/keys";
import { keepOwner } from "@/lib/store/reviewers";
import { keyEnd } from "./key-end";
import { demandOwner } from "./key-owner";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/**
 * Changes a key's name, its limits, its end or whom it counts as, which count from its next request on. What it
 * approved, edited or asked for as itself counts as its owner's from now on, and after its end as well.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `validation_error` when its owner is nobody who
 *   may sign in, and for an end that is over
 */
export async function changeKey(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, limits, owner_user_id, expires_at }: ChangeKey,
  now: Date,
): Promise<KeyView> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    if (owner_user_id) await demandOwner(tx, owner_user_id, now);
    if (owner_user_id !== undefined) await keepOwner(tx, id, owner_user_id);
    const before = await keyById(tx, id);
    const data = {
      name,
      endsAt: keyEnd(expires_at, now),
      ...(limits ? { metadata: metadataFor(limits) } : {}),
      ...(owner_user_id !== undefined && { ownerUserId: owner_user_id }),
    };
    const row = await updateKey(tx, id, data);
    if (before === null || row === null) throw new CodedError("not_found", `There is no key ${id}.`);
    const key = keyViewOf(row);
    const act = { action: "key.changed", target: key, before: keyViewOf(before), after: key } as const;
    await note(tx, principal, act, now);
    return key;
  });
}
