import type { KeyLimits } from "@/lib/contracts/limits";
import type { Actor } from "@/lib/contracts/parts";
import type { SecondFactor, SignInMethod } from "@/lib/contracts/sessions";
import type { Role } from "@/lib/contracts/words";

/** Whoever acts: a signed-in person or an API key, with a role. */
export interface Principal {
  kind: "user" | "api_key";
  id: string;
  name: string;
  email: string | null;
  role: Role;
  /** Names the session of a person who is signed in. */
  session_id?: string;
  /** When that person last proved who they are. */
  confirmed_at?: Date;
  /** Whether that person has a second factor; `demanded` of one who has none and counts as a requester until then. */
  second_factor?: SecondFactor;
  /** How that person signed in, null where that was not noted. */
  signed_in_by?: SignInMethod | null;
  /** What was set for this key in place of what its role may do. */
  limits?: KeyLimits;
  /** The person whose key it is; absent for people, and for keys that count as themselves. */
  owner?: { id: string; email: string };
  /** The request by which it acts; absent where none is behind it. */
  origin?: Origin;
}

/** Where a request came from. */
export interface Origin {
  /** The client's address; null where no server of ours took the request. */
  address: string | null;
  requestId: string | null;
}

/** Whether whoever acts proved within so many milliseconds who they are: keys do with each request, people when they sign in or are asked. */
export function isFresh({ session_id, confirmed_at }: Principal, within: number, now: Date): boolean {
  return session_id === undefined || now.getTime() - (confirmed_at?.getTime() ?? 0) < within;
}

/** Who counts where duties are kept apart: a person is one, whichever of their keys they use. */
export interface Identity {
  /** `user:…`, or `key:…` for a key that belongs to nobody. */
  person: string;
  email: string | null;
}

/** The person behind a principal; a key without an owner counts as itself. */
export function identityOf({
  kind,
  id,
  email,
  owner,
}: Pick<Principal, "kind" | "id" | "email" | "owner">): Identity {
  if (owner) return { person: `user:${owner.id}`, email: owner.email };
  return { person: `${kind === "user" ? "user" : "key"}:${id}`, email };
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
