import { Role } from "@/lib/contracts/words";

/** The role in a user's row; anything unknown there counts as the least. */
export function roleOf(stored: string | null | undefined): Role {
  return Role.safeParse(stored).data ?? "requester";
}

/** How a key's role is kept: in its permissions, which the library lets no browser change. */
export function permissionsFor(role: Role): { role: Role[] } {
  return { role: [role] };
}
