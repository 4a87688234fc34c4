import { z } from "zod";
import { parseJson } from "@/lib/contracts/json-text";
import { Role } from "@/lib/contracts/words";

const Permissions = z.object({ role: z.array(z.unknown()) });

/** The role a key's stored permissions name; null when they name none, and the key is worth nothing. */
export function roleFromPermissions(stored: string | null): Role | null {
  if (stored === null) return null;
  try {
    const { role } = Permissions.parse(parseJson(stored));
    return Role.safeParse(role[0]).data ?? null;
  } catch {
    return null;
  }
}
