import type { ExportRuns } from "@/lib/contracts/export-runs";
import type { JsonObject } from "@/lib/contracts/json";
import type { RunSummary } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { wholeSearch } from "@/lib/store/runs/search";
import type { Context } from "../context";
import { listRuns } from "./list-runs";

/** Rows read at a time: memory holds one page, however many runs there are. */
const rowsAtATime = 200;

/** Filters of few words, which name nobody. */
const plainly = new Set<keyof ExportRuns>([
  ...([
    "status",
    "step",
    "operation_type",
    "break_glass",
    "sort",
    "created_after",
    "created_before",
  ] as const),
]);

/**
 * A filter as the audit log keeps it, for good: which ones were used, and of what somebody typed an HMAC alone, by which
 * two exports can be compared. The words may be a person's name, who may ask to be erased afterwards.
 */
function filterNoted({ secrets }: Pick<Context, "secrets">, filter: object): JsonObject {
  const noted = Object.entries(filter).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const plain = plainly.has(name as keyof ExportRuns);
    return [[name, plain ? value : secrets.key.mac(`filter ${name}`, { kind: "secret", value })]];
  });
  return Object.fromEntries(noted);
}

/**
 * Every run of a filter that the principal may see, page by page. Runs that are created meanwhile may be missing,
 * none is given twice. That they were taken out stands in the audit log before the first is given.
 */
export async function* exportRuns(
  context: Context,
  principal: Principal,
  { format, ...filter }: ExportRuns,
): AsyncGenerator<RunSummary[], void, void> {
  const target = { id: "runs", name: format };
  const act = { action: "runs.exported", target, after: filterNoted(context, filter) } as const;
  let cursor: string | undefined;
  do {
    const page = await listRuns(context, principal, { ...filter, limit: rowsAtATime, cursor }, wholeSearch);
    if (cursor === undefined) await note(context.db.prisma, principal, act, context.clock());
    yield page.data;
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
