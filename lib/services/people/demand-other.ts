import { CodedError } from "@/lib/core/errors";
import { identityOf, type Principal } from "@/lib/core/principal";

/**
 * Sees to it that an admin opens no door to their own account: by a session that was left open, or by a key of theirs.
 * @throws CodedError `forbidden` for one's own id
 */
export function demandOther(principal: Principal, id: string): void {
  if (identityOf(principal).person !== `user:${id}`) return;
  throw new CodedError(
    "forbidden",
    "For your own account this takes another admin; with your password you change it under Settings, Account.",
  );
}
