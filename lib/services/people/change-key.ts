import { metadataFor } from "@/lib/auth/key-limits";
import type { ChangeKey, KeyView } from "@/lib/contracts/people";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/**
 * Changes a key's name or its limits, which count from its next request on.
 * Throws `forbidden` for everyone but admins and `not_found`.
 */
export async function changeKey(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { name, limits }: ChangeKey,
): Promise<KeyView> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    const data = { name, ...(limits ? { metadata: metadataFor(limits) } : {}) };
    const { count } = await tx.apiKey.updateMany({ where: { id }, data });
    if (count === 0) throw new CodedError("not_found", `There is no key ${id}.`);
    return keyViewOf(await tx.apiKey.findUniqueOrThrow({ where: { id } }));
  });
}
