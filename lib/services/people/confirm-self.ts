import type { Auth } from "@/lib/auth/create-auth";
import { isProof } from "@/lib/auth/is-proof";
import type { Confirm } from "@/lib/contracts/sessions";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { noteProof } from "@/lib/store/sessions";
import { takeCode } from "@/lib/store/used-codes";

/**
 * Proves anew who uses a session, for decisions that ask for it.
 * @param given the request's headers, with the cookie of the session, and the proof
 * @returns whether the password is right, or the code is and was not used before; only then it is noted
 */
export async function confirmSelf(
  { auth, db }: { auth: Auth; db: Database },
  { id: userId, session_id, second_factor }: Principal,
  { headers, proof }: { headers: Headers; proof: Confirm },
  now: Date,
): Promise<boolean> {
  // A code of an authenticator that is only being set up proves nothing, and must not finish that.
  if (!session_id || ("code" in proof && second_factor !== "on")) return false;
  if (!(await isProof(auth, headers, proof))) return false;
  if ("code" in proof && !(await takeCode(db.prisma, userId, proof.code, now))) return false;
  await noteProof(db.prisma, session_id, { at: now });
  return true;
}
