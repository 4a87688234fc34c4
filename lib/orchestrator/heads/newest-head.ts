import type { AuditHead } from "@/lib/contracts/evidence";
import { entriesAfter, newestHead } from "@/lib/store/signed-heads";
import type { Context } from "../context";

/** The newest signed head, to be kept where whoever can write to the database cannot. */
export async function newestAuditHead({ db: { prisma } }: Pick<Context, "db">): Promise<AuditHead> {
  const head = await newestHead(prisma);
  if (head === null) return { head: null };
  const { number, at, jws, keyId, lastEvent } = head;
  const unsigned_events = await entriesAfter(prisma, lastEvent);
  return { head: { number, at: at.toISOString(), jws, key_id: keyId, unsigned_events } };
}
