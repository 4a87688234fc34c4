import type { Auth } from "@/lib/auth/create-auth";
import { permissionsFor } from "@/lib/auth/role";
import type { CreateKey, NewKey } from "@/lib/contracts/people";
import type { Principal } from "@/lib/core/principal";
import { requireAdmin } from "./require-admin";

/** Makes an API key of the given role. The answer alone holds the key; only its hash is kept. Throws `forbidden` for everyone but admins. */
export async function createKey(
  { auth }: { auth: Auth },
  principal: Principal,
  input: CreateKey,
): Promise<NewKey> {
  requireAdmin(principal);
  const { name, role } = input;
  const made = await auth.api.createApiKey({
    body: { name, userId: principal.id, permissions: permissionsFor(role) },
  });
  return {
    id: made.id,
    name,
    role,
    start: made.start,
    created_at: made.createdAt.toISOString(),
    last_used_at: null,
    key: made.key,
  };
}
