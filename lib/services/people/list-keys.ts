import type { KeyView, PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { keysPage } from "@/lib/store/keys";
import { requireAdmin } from "./require-admin";
import { keyViewOf } from "./view";

/** All API keys, oldest first, each with its first characters only. Throws `forbidden` for everyone but admins. */
export async function listKeys(
  { db }: { db: Database },
  principal: Principal,
  query: PageQuery,
): Promise<Page<KeyView>> {
  requireAdmin(principal);
  const page = await keysPage(db.prisma, query);
  return { ...page, data: page.data.map(keyViewOf) };
}
