import type { KeyLimits } from "@/lib/contracts/limits";
import type { Actor } from "@/lib/contracts/parts";
import type { Role } from "@/lib/contracts/words";

/** Whoever acts: a signed-in person or an API key, with a role. */
export interface Principal {
  kind: "user" | "api_key";
  id: string;
  name: string;
  email: string | null;
  role: Role;
  /** What was set for this key in place of what its role may do. */
  limits?: KeyLimits;
}

const rank = { requester: 0, reviewer: 1, admin: 2 } as const satisfies Record<Role, number>;

/** True when the principal's role includes everything `role` may do. */
export function hasRole(principal: Principal, role: Role): boolean {
  return rank[principal.role] >= rank[role];
}

/** The principal as the log names it. */
export function actorOf(principal: Principal): Actor {
  return { kind: principal.kind, id: principal.id, name: principal.name };
}

export const systemActor: Actor = { kind: "system", id: "system", name: "Countersign" };
