import { Role } from "@/lib/contracts/words";

/** The role in a user's row; anything unknown there counts as the least. */
export function roleOf(stored: string | null | undefined): Role {
  return Role.safeParse(stored).data ?? "requester";
}

/** How a key's role is kept: in its permissions, which the library lets no browser change. */
export function permissionsFor(role: Role): { role: Role[] } {
  return { role: [role] };
}

/** The role a key's stored permissions name; null when they name none, and the key is worth nothing. */
export function roleFromPermissions(stored: string | null): Role | null {
  if (stored === null) return null;
  try {
    const permissions: { role?: unknown[] } = JSON.parse(stored);
    return Role.safeParse(permissions.role?.[0]).data ?? null;
  } catch {
    return null;
  }
}
