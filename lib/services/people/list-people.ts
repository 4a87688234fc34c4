import type { PageQuery, Person } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { absencesOf, peoplePage } from "@/lib/store/people";
import { requireAdmin } from "./require-admin";
import { personOf } from "./view";

/** Everybody who can sign in or was disabled, oldest first. Throws `forbidden` for everyone but admins. */
export async function listPeople(
  { db }: { db: Database },
  principal: Principal,
  query: PageQuery,
  now: Date,
): Promise<Page<Person>> {
  requireAdmin(principal);
  const page = await peoplePage(db.prisma, query);
  const absences = await absencesOf(
    db.prisma,
    page.data.map(({ id }) => id),
    now,
  );
  return { ...page, data: page.data.map((row) => personOf(row, absences.get(row.id))) };
}
