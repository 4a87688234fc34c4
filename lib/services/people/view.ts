import { limitsFrom } from "@/lib/auth/key-limits";
import { roleOf } from "@/lib/auth/role";
import { limitsOf } from "@/lib/contracts/limits";
import type { KeyView, Person } from "@/lib/contracts/people";
import { roleFromPermissions } from "@/lib/core/key-role";

interface UserRow {
  id: string;
  name: string;
  email: string;
  role: string | null;
  banned: boolean | null;
  twoFactorEnabled: boolean | null;
  createdAt: Date;
}

/** A person as the wire shows them; away as `absence` says, or there. */
export function personOf(row: UserRow, absence: Person["absence"] = null): Person {
  const { id, name, email, role, banned, twoFactorEnabled, createdAt } = row;
  return {
    id,
    name,
    email,
    role: roleOf(role),
    disabled: banned === true,
    second_factor: twoFactorEnabled === true,
    absence,
    created_at: createdAt.toISOString(),
  };
}

interface KeyRow {
  id: string;
  name: string | null;
  start: string | null;
  permissions: string | null;
  metadata: string | null;
  ownerUserId: string | null;
  endsAt: Date | null;
  createdAt: Date;
  lastRequest: Date | null;
}

/** A key as the wire shows it: never the key itself, nor its hash. */
export function keyViewOf(row: KeyRow): KeyView {
  const role = roleFromPermissions(row.permissions) ?? "requester";
  return {
    id: row.id,
    name: row.name ?? row.id,
    role,
    start: row.start,
    limits: limitsOf(role, limitsFrom(row.metadata)),
    owner_user_id: row.ownerUserId,
    expires_at: row.endsAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString(),
    last_used_at: row.lastRequest?.toISOString() ?? null,
  };
}
