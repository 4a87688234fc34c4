import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import type { Break } from "@/lib/core/chain";
import { digestOf, digestOfText } from "@/lib/core/digest";
import { isErased, withoutTexts } from "@/lib/core/erasing";
import type { RunEvent } from "@/lib/core/events";
import { sameJson } from "@/lib/core/same-json";
import type { Approval, RevisionRef, RunState } from "@/lib/core/state";
import type { Transaction } from "../connection/client";
import { fromColumn } from "../connection/json-column";
import { columnsOf } from "./commit";
import { erasedContent } from "./erase-documents";
import { findForgedFile, findForgedRow, wrongBeside } from "./find-forged-row";
import { responseIn } from "./rebuilt-rows";
import { loadRows, type StoredRows as Rows } from "./stored-rows";

/** A document is the one that was named when its very text still has the digest, or was erased as the log says. */
function isNamed(ref: RevisionRef, row: StoredDocument | undefined, isErased: boolean): boolean {
  if (row?.digest !== ref.digest) return false;
  return isErased ? row.content === erasedContent : digestOfText(row.content) === ref.digest;
}

interface StoredDocument {
  digest: string;
  content: string;
}

const isAt = (stored: Date | null, { at }: { at: string }) => stored?.getTime() === Date.parse(at);

/** Without the keys that are undefined, as storing it leaves them out. */
const toJson = (value: unknown): Json => parseJson(printJson(value));

/** Whether a later attempt took this one's call for its own: then it is no more this one's. */
function isAdopted(log: readonly RunEvent[], number: number, providerId: string | null): boolean {
  return log.some(
    ({ type, data }) =>
      type === "attempt_progress" && data.number > number && data.provider_id === providerId,
  );
}

/** What stands in the tables against one entry of the log; null when nothing does. */
function contradiction(
  event: RunEvent,
  rows: Rows,
  isErased: boolean,
  log: readonly RunEvent[],
): Said | null {
  const response = responseIn(event);
  if (
    response &&
    !isNamed(
      response,
      rows.responses.find(({ number }) => number === response.revision),
      isErased,
    )
  )
    return said("log_answer_differs", { number: response.revision });
  switch (event.type) {
    case "payload_revised": {
      const { revision, kind, issues, changes, changes_said } = event.data;
      const row = rows.revisions.find(({ number }) => number === revision);
      const stored: Json = row
        ? [row.issues, row.changes, row.actor].map((one) => fromColumn<Json>(one))
        : [];
      const named = toJson([issues, changes_said ?? changes, event.actor]);
      return row?.kind === kind &&
        isAt(row.createdAt, event) &&
        sameJson(stored, named) &&
        isNamed(event.data, row, isErased)
        ? null
        : said("log_payload_differs", { number: revision });
    }
    case "awaiting_human": {
      const { id, approval_token, digest, step, reasons, expires_at } = event.data.review;
      const row = rows.reviews.find((one) => one.id === id);
      return row?.token === approval_token &&
        row.digest === digest &&
        row.step === step &&
        isAt(row.openedAt, event) &&
        isAt(row.expiresAt, { at: expires_at }) &&
        sameJson(fromColumn<Json>(row.reasons), reasons)
        ? null
        : said("log_question_differs");
    }
    case "decision": {
      const { action, step, actor, on_behalf_of, message, payload_digest } = event.data.decision;
      const row = rows.decisions.find(({ reviewId }) => reviewId === event.data.review_id);
      const stored: Json = row
        ? [row.action, row.step, fromColumn<Json>(row.actor), fromColumn<Json>(row.onBehalfOf), row.message]
        : [];
      return digestOf(stored) === digestOf([action, step, actor, on_behalf_of, message]) &&
        row?.payloadDigest === payload_digest &&
        isAt(row.at, event)
        ? null
        : said("log_decision_differs");
    }
    case "decision_undone": {
      const row = rows.decisions.find(({ reviewId }) => reviewId === event.data.review_id);
      return row && isAt(row.undoneAt, event) ? null : said("log_decision_differs");
    }
    case "attempt_started": {
      const { number, revision, digest } = event.data;
      const row = rows.attempts.find((one) => one.number === number);
      return row?.revision === revision && row.digest === digest && isAt(row.preparedAt, event)
        ? null
        : said("log_call_differs", { number });
    }
    case "attempt_finished": {
      const { number, outcome, provider_id, output_digest } = event.data;
      const row = rows.attempts.find((one) => one.number === number);
      const output = isErased
        ? row?.output === null
        : output_digest === null || digestOf(fromColumn(row?.output ?? null)) === output_digest;
      const wanted = isAdopted(log, number, provider_id) ? null : provider_id;
      return output && row?.outcome === outcome && row.providerId === wanted
        ? null
        : said("log_outcome_differs", { number });
    }
    default:
      return null;
  }
}

/** The approvals that an entry of the log names, each with its question. */
function approvalsIn(event: RunEvent): { review_id: string; approval: Approval }[] {
  if (event.type === "approval") return [event.data];
  if (event.type !== "awaiting_human") return [];
  const { id, approvals = [] } = event.data.review;
  return approvals.map((approval) => ({ review_id: id, approval }));
}

/** The last entry of the log that names an approval, where the rows are not the newest word of each person. */
function forgedApproval(log: readonly RunEvent[], { approvals }: Rows): number | null {
  const named = new Map<string, { seq: number; digest: string }>();
  for (const event of log)
    for (const { review_id, approval } of approvalsIn(event)) {
      const { person, action, by, on_behalf_of, message, digest, at } = approval;
      const word = digestOf([action, by, on_behalf_of, message, digest, at]);
      named.set(`${review_id} ${person}`, { seq: event.seq, digest: word });
    }
  for (const row of approvals) {
    const key = `${row.reviewId} ${row.person}`;
    const known = named.get(key);
    const stored: Json = [
      row.action,
      fromColumn<Json>(row.actor),
      fromColumn<Json>(row.onBehalfOf),
      row.message,
      row.payloadDigest,
      row.at.toISOString(),
    ];
    if (known?.digest !== digestOf(stored)) return known?.seq ?? log.length;
    named.delete(key);
  }
  const [missing] = named.values();
  return missing?.seq ?? null;
}

const columns = [
  "status",
  "step",
  "provider",
  "tool",
  "model",
  "modelVersion",
  "operationType",
  "prompt",
  "message",
  "glassBroken",
  "waitingSince",
  "expiresAt",
  "updatedAt",
  "completedAt",
  "erasedAt",
] as const;

/** The column that says of the claim something else than the log. */
function wrongClaim(run: Rows["run"], { claim, facts }: RunState): string | null {
  // Claims of before were not in the log; a run that names what its request said is none of before.
  if (claim === undefined && !facts) return null;
  const { by = null, until = null } = claim ?? {};
  if (!sameJson(fromColumn<Json>(run.claimedBy), by && toJson(by))) return "claimedBy";
  if (run.claimedById !== (by?.id ?? null)) return "claimedById";
  return (run.claimedUntil?.toISOString() ?? null) === until ? null : "claimedUntil";
}

/** The first column that lists and filters read and that says something else than the state. */
function wrongColumn(run: Rows["run"], state: RunState): string | null {
  const wanted = columnsOf(state);
  const same = (a: Date | string | number | boolean | null, b: Date | string | number | boolean | null) =>
    a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
  const wrong = columns.find((name) => !same(run[name], wanted[name]));
  if (wrong) return wrong;
  const claim = wrongClaim(run, state);
  if (claim) return claim;
  if (run.ownerId !== state.created_by.id) return "ownerId";
  if (run.version !== state.version) return "version";
  if (run.parentRunId !== state.parent_run_id) return "parentRunId";
  return run.createdAt.toISOString() === state.created_at ? null : "createdAt";
}

/** The first entry that stands before one that it follows, in the order of all runs' entries. */
function moved({ places }: Rows): number | null {
  const found = places.find(({ id }, index) => index > 0 && id <= (places[index - 1]?.id ?? 0));
  return found?.seq ?? null;
}

const isUndo = ({ type }: RunEvent) => type === "decision_undone";
const isDecision = ({ type }: RunEvent) => type === "decision";
const isRevision = ({ type }: RunEvent) => type === "payload_revised";

/** Where the rows beside a log are not those that its entries name. */
function forgedBeside(log: readonly RunEvent[], rows: Rows): Break | null {
  const erasedAt = log.findLast(({ type }) => type === "erased")?.seq ?? 0;
  const named = log.map((event) => (event.seq < erasedAt ? withoutTexts(event) : event));
  for (const event of named) {
    const why = contradiction(event, rows, event.seq < erasedAt, named);
    if (why) return { seq: event.seq, why };
  }
  const wronglyErased = log.find((event) => isErased(event) && event.seq > erasedAt);
  if (wronglyErased) return { seq: wronglyErased.seq, why: said("log_erased_silently") };
  const seq = log.length;
  if (rows.decisions.length !== log.filter(isDecision).length)
    return { seq, why: said("log_lacks_decision") };
  if (rows.decisions.filter(({ undoneAt }) => undoneAt !== null).length !== log.filter(isUndo).length)
    return { seq, why: said("log_decision_differs") };
  if (rows.revisions.length !== log.filter(isRevision).length) return { seq, why: said("log_lacks_payload") };
  const forged = forgedApproval(named, rows);
  return forged === null ? null : { seq: forged, why: said("log_approval_differs") };
}

/** The table that a contradiction is about. */
const tableOf: Record<string, string> = {
  log_payload_differs: "PayloadRevision",
  log_answer_differs: "ResponseRevision",
  log_question_differs: "Review",
  log_decision_differs: "Decision",
  log_approval_differs: "Approval",
  log_call_differs: "Attempt",
  log_outcome_differs: "Attempt",
};

/**
 * Compares what is stored beside a run's log with what the log names: payloads, answers, questions, decisions,
 * attempts, output files, and the columns that lists read.
 * @param log whole and unbroken
 * @param state what the log comes to
 */
export async function findForgery(
  tx: Transaction,
  log: readonly RunEvent[],
  state: RunState,
): Promise<Break | null> {
  const rows = await loadRows(tx, state.run_id);
  const seq = log.length;
  const beside = forgedBeside(log, rows);
  const row = await findForgedRow(log, rows, state);
  // Where both are about the same, the row names the column.
  const names = row?.code === "log_row_differs" && row.values.table === tableOf[beside?.why.code ?? ""];
  if (beside) return { ...beside, ...(names && { why: row }) };
  if (row) return { seq, why: row };
  const column = wrongColumn(rows.run, state) ?? wrongBeside(rows.run, state);
  if (column) return { seq, why: said("log_column_differs", { column }) };
  const out = moved(rows);
  if (out !== null) return { seq: out, why: said("log_entry_moved") };
  return state.facts && !state.erased ? findForgedFile(log, rows) : null;
}
