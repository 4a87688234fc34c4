import type { PageQuery } from "@/lib/contracts/people";
import type { Rule } from "@/lib/contracts/rules";
import type { Page } from "@/lib/contracts/run";
import { foreignCursor } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { rulesAsRead } from "@/lib/store/policy-rules";
import { requireAdmin } from "../people/require-admin";
import { caughtLately, ruleOf } from "./rule-row";

/**
 * The organisation's rules in the order in which they are read, those that are switched off among them.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listRules(
  { db }: { db: Database },
  principal: Principal,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<Page<Rule>> {
  requireAdmin(principal);
  const rows = await rulesAsRead(db.prisma);
  const before = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && before < 0) throw foreignCursor();
  const shown = rows.slice(before + 1, before + 1 + limit);
  const caught = await caughtLately(
    db.prisma,
    shown.map(({ id }) => id),
    now,
  );
  const more = rows.length > before + 1 + limit;
  return {
    data: shown.map((row) => ruleOf(row, caught.get(row.id))),
    next_cursor: more ? (shown.at(-1)?.id ?? null) : null,
  };
}
