import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import {
  type Described,
  type KeptFile,
  type KeptFiles,
  modelDigests,
  requestFacts,
  storageKeyOf,
} from "@/lib/core/beside";
import type { Break } from "@/lib/core/chain";
import { digestOf } from "@/lib/core/digest";
import type { RunEvent } from "@/lib/core/events";
import { sameJson } from "@/lib/core/same-json";
import type { RunState } from "@/lib/core/state";
import { columnValue, fromColumn } from "../connection/json-column";
import { askerOf, columnsOf } from "./commit";
import { erasedDescription, erasedRequest } from "./erase-documents";
import { rebuiltRows } from "./rebuilt-rows";
import type { StoredRows } from "./stored-rows";

/** The tables that the log makes row by row, by what each row is known by. */
const madeOfLog = {
  PayloadRevision: ["number"],
  ResponseRevision: ["number"],
  Review: ["id"],
  Decision: ["reviewId"],
  Approval: ["reviewId", "person"],
  Attempt: ["number"],
} as const;

/** What an attempt's row has that no entry names: since when its files could not be copied. */
function metricsAsNamed(metrics: unknown): Json {
  const value = columnValue(metrics);
  if (!isJsonObject(value)) return value;
  const { copying_fails_since: _, ...named } = value;
  return named;
}

/** The first column of a table that is not what the log comes to, a row too many or one that is missing. */
async function forgedRow(log: readonly RunEvent[], rows: StoredRows): Promise<Said | null> {
  const { revisions, responses, attempts } = rows;
  const rebuilt = await rebuiltRows(log, { revisions, responses, attempts });
  const stored: Record<keyof typeof madeOfLog, readonly object[]> = {
    PayloadRevision: revisions,
    ResponseRevision: responses,
    Review: rows.reviews,
    Decision: rows.decisions,
    Approval: rows.approvals,
    Attempt: attempts.map((row) => ({ ...row, metrics: metricsAsNamed(row.metrics) })),
  };
  for (const table of Object.keys(madeOfLog) as (keyof typeof madeOfLog)[]) {
    const keyOf = (row: object) =>
      digestOf(madeOfLog[table].map((name) => columnValue((row as Record<string, unknown>)[name])));
    const wanted = new Map((rebuilt.get(table) ?? []).map((row) => [keyOf(row), row]));
    for (const row of stored[table]) {
      const named = wanted.get(keyOf(row));
      if (!named) return said("log_lacks_row", { table });
      wanted.delete(keyOf(row));
      const made: JsonObject = table === "Attempt" ? { fence: 0, ...named } : named;
      const wrong = Object.entries(row).find(
        ([name, value]) => !sameJson(columnValue(value), made[name] ?? null),
      );
      if (wrong) return said("log_row_differs", { table, column: wrong[0] });
    }
    if (wanted.size > 0) return said("log_row_gone", { table });
  }
  return null;
}

function filesNamed(event: RunEvent): KeptFiles | null {
  if (event.type === "attempt_finished") return event.data.files ?? null;
  if (event.type === "awaiting_human" || event.type === "step_completed")
    return event.data.assessment?.files ?? null;
  return null;
}

type FileRow = StoredRows["artifacts"][number];

function wrongInFile(row: FileRow, file: KeptFile, runId: string): string | null {
  const wanted: Partial<Record<keyof FileRow, Json>> = {
    id: file.id,
    kind: file.kind,
    contentType: file.content_type,
    bytes: file.bytes,
    sha256: file.sha256,
    storageKey: storageKeyOf(runId, file),
    createdAt: file.created_at,
  };
  const wrong = Object.entries(wanted).find(
    ([name, value]) => columnValue(row[name as keyof FileRow]) !== value,
  );
  if (wrong) return wrong[0];
  return digestOf(row.sourceUrl) === file.source ? null : "sourceUrl";
}

/** Where the rows of output files are not those that were kept. A file that nobody came to name is not looked at. */
export function findForgedFile(log: readonly RunEvent[], { artifacts, run }: StoredRows): Break | null {
  const table = "Artifact";
  for (const event of log) {
    const files = filesNamed(event);
    if (!files) continue;
    const { attempt, kept, lost = [] } = files;
    const seq = event.seq;
    for (const file of kept) {
      const row = artifacts.find((one) => one.attempt === file.attempt && one.index === file.index);
      if (!row) return { seq, why: said("log_row_gone", { table }) };
      const column = wrongInFile(row, file, run.id);
      if (column) return { seq, why: said("log_row_differs", { table, column }) };
    }
    // A copy that another worker was slow with may come to a place that counted as lost.
    const others = artifacts.filter((row) => row.attempt === attempt && !lost.includes(row.index));
    if (others.length > kept.length) return { seq, why: said("log_lacks_row", { table }) };
  }
  const attempts = Math.max(
    0,
    ...log.map((event) => (event.type === "attempt_started" ? event.data.number : 0)),
  );
  const ofNone = artifacts.some(({ attempt }) => attempt > attempts || attempt < 1);
  return ofNone ? { seq: log.length, why: said("log_lacks_row", { table }) } : null;
}

/** What of the request and of the model's description stands in a run's row alone, and is not what was named. */
export function wrongBeside(run: StoredRows["run"], state: RunState): string | null {
  const { facts, erased, model, one_shot } = state;
  if (!facts) return null;
  const { costUsd, similarityKey } = columnsOf(state);
  if (run.costUsd !== costUsd) return "costUsd";
  if (run.similarityKey !== similarityKey) return "similarityKey";
  if (run.path !== (one_shot ? "legacy" : "hitl")) return "path";
  const request = fromColumn<JsonObject>(run.request);
  const is = requestFacts({ userId: run.userId, sessionId: run.sessionId, request });
  const was = erased ? requestFacts({ userId: null, sessionId: null, request: erasedRequest }) : facts;
  if (is.request !== was.request) return "request";
  if (is.user_id !== was.user_id) return "userId";
  if (is.session_id !== was.session_id) return "sessionId";
  const asker = Object.entries(askerOf(request)).find(
    ([name, value]) => run[name as keyof ReturnType<typeof askerOf>] !== value,
  );
  if (asker) return asker[0];
  if (erased)
    return sameJson(fromColumn<Json>(run.description), erasedDescription(model)) ? null : "description";
  const { digest, described } = modelDigests(fromColumn<Described>(run.description));
  const same = digest === model.digest && (model.described === undefined || described === model.described);
  return same ? null : "description";
}

/**
 * Compares each row that a run's log makes with those that are stored: of runs of this release alone, for earlier ones
 * may have made them otherwise.
 * @param log whole and unbroken
 * @param state what the log comes to
 * @returns the first column that says something else, or that a row is one too many, or gone
 */
export async function findForgedRow(
  log: readonly RunEvent[],
  rows: StoredRows,
  state: RunState,
): Promise<Said | null> {
  return state.facts ? forgedRow(log, rows) : null;
}
