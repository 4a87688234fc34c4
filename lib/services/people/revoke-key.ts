import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { keyById, removeKey } from "@/lib/store/keys";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/** Ends an API key at once. Throws `forbidden` for everyone but admins and `not_found`. */
export async function revokeKey(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  now: Date,
): Promise<void> {
  requireAdmin(principal);
  await db.transaction(async (tx) => {
    const before = await keyById(tx, id);
    if (before === null || !(await removeKey(tx, id)))
      throw new CodedError("not_found", `There is no key ${id}.`);
    const key = keyViewOf(before);
    await note(tx, principal, { action: "key.revoked", target: key, before: key }, now);
  });
}
