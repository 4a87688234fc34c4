import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";

/** Throws `forbidden` for everyone but admins. */
export function requireAdmin(principal: Principal): void {
  if (hasRole(principal, "admin")) return;
  throw new CodedError("forbidden", `Only an admin may do this; you are ${principal.role}.`);
}
