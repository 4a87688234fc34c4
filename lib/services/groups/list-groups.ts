import type { Group } from "@/lib/contracts/groups";
import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Database } from "@/lib/store/connection/client";
import { groupsPage } from "@/lib/store/groups";
import { groupViews } from "./group-view";

/**
 * The groups, oldest first, with who has a seat in them now. Whoever may decide may see them.
 * @throws CodedError `validation_error` for a foreign cursor
 */
export async function listGroups(
  { db }: { db: Database },
  query: PageQuery,
  now: Date,
): Promise<Page<Group>> {
  const page = await groupsPage(db.prisma, query);
  return { ...page, data: await groupViews(db.prisma, page.data, now) };
}
