import { z } from "zod";
import type { AuditEntry, ListAudit } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { auditEntries, auditEntryOf, note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { readCursor, writeCursor } from "@/lib/store/runs/cursor";
import { requireAdmin } from "../people/require-admin";

const Place = z.tuple([z.literal("audit"), z.int()]);

/** Entries read at a time for a file: memory holds one page, however many there are. */
const rowsAtATime = 500;

/**
 * What was done outside of runs, the newest first.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listAudit(
  { db }: { db: Database },
  principal: Principal,
  { limit, cursor, ...filter }: ListAudit,
): Promise<Page<AuditEntry>> {
  requireAdmin(principal);
  const [, last] = cursor === undefined ? [] : readCursor(Place, cursor);
  const rows = await auditEntries(db.prisma, filter, last ?? null, limit + 1);
  const shown = rows.slice(0, limit);
  const end = shown.at(-1);
  return {
    data: shown.map(auditEntryOf),
    next_cursor: end && rows.length > limit ? writeCursor(["audit", end.id]) : null,
  };
}

/**
 * All of a filter, page by page, the newest first; that it was taken out is an entry of its own, which is not among them.
 * @throws CodedError as `listAudit`
 */
export async function* exportAudit(
  parts: { db: Database },
  principal: Principal,
  filter: ListAudit,
  now: Date,
): AsyncGenerator<AuditEntry[], void, void> {
  const { limit: _, cursor: __, ...after } = filter;
  let page = await listAudit(parts, principal, { ...filter, limit: rowsAtATime });
  const act = { action: "audit.exported", target: { id: "audit", name: "audit" }, after } as const;
  await note(parts.db.prisma, principal, act, now);
  yield page.data;
  while (page.next_cursor !== null) {
    page = await listAudit(parts, principal, { ...filter, limit: rowsAtATime, cursor: page.next_cursor });
    yield page.data;
  }
}
