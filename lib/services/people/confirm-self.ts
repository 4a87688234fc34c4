import type { Auth } from "@/lib/auth/create-auth";
import { isProof } from "@/lib/auth/is-proof";
import type { Confirm } from "@/lib/contracts/sessions";
import type { Database } from "@/lib/store/connection/client";
import { noteProof } from "@/lib/store/sessions";

/**
 * Proves anew who uses a session, for decisions that ask for it.
 * @param headers the request's, with the cookie of that session
 * @returns whether the password or the code is right; only then it is noted
 */
export async function confirmSelf(
  { auth, db }: { auth: Auth; db: Database },
  session: { id: string; headers: Headers },
  proof: Confirm,
  now: Date,
): Promise<boolean> {
  const right = await isProof(auth, session.headers, proof);
  if (right) await noteProof(db.prisma, session.id, { at: now });
  return right;
}
