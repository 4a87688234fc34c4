import type { Auth } from "@/lib/auth/create-auth";
import { metadataFor } from "@/lib/auth/key-limits";
import { permissionsFor } from "@/lib/auth/role";
import type { CreateKey, NewKey } from "@/lib/contracts/people";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { updateKey } from "@/lib/store/keys";
import { keyEnd } from "./key-end";
import { demandOwner } from "./key-owner";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/**
 * Makes an API key of the given role. The answer alone holds the key; only its hash is kept.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` when its owner is nobody who may sign in,
 *   and for an end that is over
 */
export async function createKey(
  { auth, db }: { auth: Auth; db: Database },
  principal: Principal,
  input: CreateKey,
  now: Date,
): Promise<NewKey> {
  requireAdmin(principal);
  const { name, role, limits, owner_user_id, expires_at } = input;
  const endsAt = keyEnd(expires_at, now);
  if (owner_user_id !== undefined) await demandOwner(db.prisma, owner_user_id, now);
  const made = await auth.api.createApiKey({
    body: { name, userId: principal.id, permissions: permissionsFor(role) },
  });
  // Nobody knows the key before this answer, so nobody uses it without its limits or its owner, or unrecorded.
  const key = await db.transaction(async (tx) => {
    const data = { ...(limits && { metadata: metadataFor(limits) }), ownerUserId: owner_user_id, endsAt };
    const row = await updateKey(tx, made.id, data);
    if (!row) throw new Error(`The key ${made.id} is gone`);
    const view = keyViewOf(row);
    await note(tx, principal, { action: "key.created", target: view, after: view }, now);
    return view;
  });
  return { ...key, key: made.key };
}
