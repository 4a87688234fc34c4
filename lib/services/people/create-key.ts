import type { Auth } from "@/lib/auth/create-auth";
import { metadataFor } from "@/lib/auth/key-limits";
import { permissionsFor } from "@/lib/auth/role";
import { limitsOf } from "@/lib/contracts/limits";
import type { CreateKey, NewKey } from "@/lib/contracts/people";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { requireAdmin } from "./require-admin";

/** Makes an API key of the given role. The answer alone holds the key; only its hash is kept. Throws `forbidden` for everyone but admins. */
export async function createKey(
  { auth, db }: { auth: Auth; db: Database },
  principal: Principal,
  input: CreateKey,
): Promise<NewKey> {
  requireAdmin(principal);
  const { name, role, limits } = input;
  const made = await auth.api.createApiKey({
    body: { name, userId: principal.id, permissions: permissionsFor(role) },
  });
  // Nobody knows the key before this answer, so nobody uses it without its limits.
  if (limits) {
    await db.prisma.apiKey.update({ where: { id: made.id }, data: { metadata: metadataFor(limits) } });
  }
  return {
    id: made.id,
    name,
    role,
    start: made.start,
    limits: limitsOf(role, limits),
    created_at: made.createdAt.toISOString(),
    last_used_at: null,
    key: made.key,
  };
}
