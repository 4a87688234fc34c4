import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/client";
import { requireAdmin } from "./require-admin";

/** Ends an API key at once. Throws `forbidden` for everyone but admins and `not_found`. */
export async function revokeKey({ db }: { db: Database }, principal: Principal, id: string): Promise<void> {
  requireAdmin(principal);
  const { count } = await db.prisma.apiKey.deleteMany({ where: { id } });
  if (count === 0) throw new CodedError("not_found", `There is no key ${id}.`);
}
