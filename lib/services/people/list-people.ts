import type { PageQuery, Person } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { absencesOf } from "./absences";
import { afterCursor, oldestFirst, pageOf } from "./page";
import { requireAdmin } from "./require-admin";
import { personOf } from "./view";

/** Everybody who can sign in or was disabled, oldest first. Throws `forbidden` for everyone but admins. */
export async function listPeople(
  { db }: { db: Database },
  principal: Principal,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<Page<Person>> {
  requireAdmin(principal);
  const rows = await db.prisma.user.findMany({
    where: afterCursor(cursor),
    orderBy: oldestFirst,
    take: limit + 1,
  });
  const absences = await absencesOf(
    db.prisma,
    rows.map(({ id }) => id),
    now,
  );
  return pageOf(rows, limit, (row) => personOf(row, absences.get(row.id)));
}
