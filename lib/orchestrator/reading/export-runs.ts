import type { ExportRuns } from "@/lib/contracts/export-runs";
import type { RunSummary } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Context } from "../context";
import { listRuns } from "./list-runs";

/** Rows read at a time: memory holds one page, however many runs there are. */
const rowsAtATime = 200;

/**
 * Every run of a filter that the principal may see, page by page. Runs that are created meanwhile may be missing,
 * none is given twice. That they were taken out stands in the audit log before the first is given.
 */
export async function* exportRuns(
  context: Context,
  principal: Principal,
  { format, ...filter }: ExportRuns,
): AsyncGenerator<RunSummary[], void, void> {
  const act = { action: "runs.exported", target: { id: "runs", name: format }, after: filter } as const;
  let cursor: string | undefined;
  do {
    const page = await listRuns(context, principal, { ...filter, limit: rowsAtATime, cursor });
    if (cursor === undefined) await note(context.db.prisma, principal, act, context.clock());
    yield page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
