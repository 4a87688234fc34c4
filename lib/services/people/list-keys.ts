import type { KeyView, PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { afterCursor, oldestFirst, pageOf } from "./page";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/** All API keys, oldest first, each with its first characters only. Throws `forbidden` for everyone but admins. */
export async function listKeys(
  { db }: { db: Database },
  principal: Principal,
  { limit, cursor }: PageQuery,
): Promise<Page<KeyView>> {
  requireAdmin(principal);
  const rows = await db.prisma.apiKey.findMany({
    where: afterCursor(cursor),
    orderBy: oldestFirst,
    take: limit + 1,
  });
  return pageOf(rows, limit, keyViewOf);
}
