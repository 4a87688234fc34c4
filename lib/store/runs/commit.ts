import { randomBytes } from "node:crypto";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { RunPath } from "@/lib/contracts/words";
import { chain, genesis } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import { similarityKey } from "@/lib/core/similarity";
import { type RunState, stateFormat } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import type { Transaction } from "../connection/client";
import { Conflict } from "../connection/conflict";
import { jsonTextOf, toColumn, toNullableColumn } from "../connection/json-column";
import { columnsIn, type Rows, readRows } from "../connection/rows";
import { noteCatches } from "../policy-rules";
import type { Documents } from "./documents";
import { noteSize } from "./known-runs";
import type { StoredRun } from "./load-run";
import { project } from "./project";
import { eraseSecrets } from "./sealed-secrets";
import { writeSearchText } from "./search-text";

/** What lists and filters need of a run's state, and the state. */
export function columnsOf(run: RunState) {
  return { ...shortColumnsOf(run), ...longColumnsOf(run) };
}

/** Those that take some reckoning; they stand in no index. */
function longColumnsOf(run: RunState) {
  const state = toColumn(run);
  noteSize(run, jsonTextOf(state)?.length ?? 0);
  return { state, format: stateFormat, similarityKey: similarityKey(run) };
}

function shortColumnsOf(run: RunState) {
  return {
    version: run.version,
    status: run.status,
    step: run.step,
    provider: run.model.provider,
    tool: run.model.tool,
    model: run.model.name,
    modelVersion: run.model.version,
    operationType: run.operation_type,
    prompt: run.prompt,
    message: run.message,
    costUsd: run.cost?.amount ?? null,
    waitingSince: run.review ? new Date(run.review.opened_at) : null,
    expiresAt: run.review ? new Date(run.review.expires_at) : null,
    glassBroken: run.decisions.some(({ break_glass, undone }) => break_glass && !undone) || null,
    updatedAt: new Date(run.updated_at),
    completedAt: run.completed_at ? new Date(run.completed_at) : null,
    erasedAt: run.erased ? new Date(run.erased.at) : null,
    ...claimColumnsOf(run),
  };
}

/** Those of the columns that a transition changes: each that is written has its indices written again. */
function changedColumns(from: RunState, to: RunState) {
  const [before, after] = [columnsIn(shortColumnsOf(from)), columnsIn(shortColumnsOf(to))];
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(after)) if (!isSame(before[name], after[name])) changed[name] = after[name];
  // Guarantee: some of the short columns of a run, each with a value that it takes.
  const short = changed as Partial<ReturnType<typeof shortColumnsOf>>;
  return { ...short, ...longColumnsOf(to) };
}

function isSame(before: unknown, now: unknown): boolean {
  if (before instanceof Date && now instanceof Date) return before.getTime() === now.getTime();
  return before === now;
}

/** Nothing where the log names no claim, so that one stored before claims were in the log stays until it is over. */
function claimColumnsOf({ claim }: RunState) {
  if (claim === undefined) return {};
  return {
    claimedBy: toNullableColumn(claim?.by ?? null),
    claimedById: claim?.by.id ?? null,
    claimedUntil: claim ? new Date(claim.until) : null,
  };
}

/** The hash of the entry before this one. */
async function hashBefore(rows: Rows, { run_id, seq }: RunEvent): Promise<string> {
  if (seq === 1) return genesis;
  const [last] = await rows.pick("RunEvent", { runId: run_id, seq: seq - 1 }, ["hash"]);
  if (!last) throw new Error(`${run_id} has no entry ${seq - 1}`);
  return last.hash;
}

const saltBytes = 32;

/** What gives each of some entries a salt of its own; the bytes for all are asked for together. */
function freshSalts(count: number): () => string {
  const bytes = randomBytes(saltBytes * count);
  let given = 0;
  return () => {
    const at = saltBytes * given++;
    return bytes.toString("base64url", at, at + saltBytes);
  };
}

/**
 * @param head the hash of the last entry, where it is known
 * @returns that of the entry that is the last now
 */
async function appendEvents(rows: Rows, { events }: Transition, head: string | null): Promise<string | null> {
  const [first] = events;
  if (!first) return head;
  const chained = chain(head ?? (await hashBefore(rows, first)), events, freshSalts(events.length));
  await rows.insert(
    "RunEvent",
    chained.map(({ event, prev_hash, hash, salt }) => ({
      runId: event.run_id,
      seq: event.seq,
      type: event.type,
      step: event.step,
      status: event.status,
      actor: toColumn(event.actor),
      message: event.message,
      data: toColumn(event.data),
      at: new Date(event.at),
      prevHash: prev_hash,
      hash,
      salt,
      format: event.format ?? 1,
    })),
  );
  return chained.at(-1)?.hash ?? head;
}

/**
 * Puts a run that just ended among those the figures have yet to count: once, for it ends once. Its secrets are
 * forgotten, unless a call that is on its way must still be found by them to be stopped.
 */
async function markEnded(rows: Rows, { run, effects }: Transition, hasSecrets: boolean): Promise<void> {
  const { run_id, completed_at } = run;
  if (!completed_at) return;
  await rows.insert("EndedRun", [{ runId: run_id, endedAt: new Date(completed_at) }]);
  if (hasSecrets && !effects.some(({ kind }) => kind === "cancel_call")) await eraseSecrets(rows, run_id);
}

/** What a run keeps besides its state. */
export interface RunRecord {
  /** Left out, it is a reviewed run. */
  path?: RunPath;
  ownerId: string;
  userId: string | null;
  sessionId: string | null;
  request: JsonObject;
  description: object;
}

/** What a request said of who asks, where lists and filters look for it. */
export function askerOf({ user_email, agent_email, message_type, log_id }: JsonObject) {
  const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
  return {
    userEmail: text(user_email),
    agentEmail: text(agent_email),
    messageType: text(message_type),
    logId: text(log_id),
  };
}

/**
 * Inserts a new run with its first log entries.
 * @returns the hash of the last of them
 */
export async function insertRun(
  rows: Rows,
  transition: Transition,
  record: RunRecord,
  documents: Documents,
): Promise<string | null> {
  const { run, events } = transition;
  await rows.insert("Run", [
    {
      id: run.run_id,
      ...columnsOf(run),
      path: record.path ?? "hitl",
      ownerId: record.ownerId,
      userId: record.userId,
      sessionId: record.sessionId,
      ...askerOf(record.request),
      request: toColumn(record.request),
      description: toColumn(record.description),
      parentRunId: run.parent_run_id,
      createdAt: new Date(run.created_at),
    },
  ]);
  await writeSearchText(rows, null, run);
  const head = await appendEvents(rows, transition, null);
  await project(rows, events, { before: null, after: run, documents });
  await noteCatches(rows, null, run);
  // Its own secrets are kept after this.
  await markEnded(rows, transition, false);
  return head;
}

/**
 * The same version is the same run only where no commit was ever lost: a standby that took over, or a backup, may have
 * another run of that version. Its log says which; so no guess passes that was made before.
 * @throws `other` where the log does not end in `head`, at the commit at the latest
 */
async function checkHead(
  rows: Rows,
  { events }: Transition,
  head: string,
  other: () => Error,
): Promise<void> {
  const [first] = events;
  // On SQLite it is no guess.
  if (!first || !rows.together) return;
  const sql = `SELECT 1 / count(*) FROM "RunEvent" WHERE "runId" = $1 AND "seq" = $2 AND "hash" = $3`;
  await rows.tell(sql, [first.run_id, first.seq - 1, head], { nothing: other });
}

/**
 * Moves a run from the version it was loaded at to what the transition says.
 * @param stored the run as it was loaded
 * @returns the hash of the last entry of its log
 * @throws Conflict when it is not at that version any more
 */
export async function swapRun(
  rows: Rows,
  {
    state: from,
    format,
    head = null,
    hasSecrets = true,
  }: Pick<StoredRun, "state" | "format" | "head" | "hasSecrets">,
  transition: Transition,
  documents: Documents,
  description: object | null = null,
): Promise<string | null> {
  const { run, events } = transition;
  // The compare-and-swap that laws 2 and 3 rest on: of two who loaded the same version, one finds zero rows here.
  await rows.change(
    "Run",
    // What a newer release has written anew in its own form is not written over either.
    { id: run.run_id, version: from.version, format },
    { ...changedColumns(from, run), ...(description ? { description: toColumn(description) } : {}) },
    () => new Conflict(run.run_id, from.version),
  );
  if (head !== null) await checkHead(rows, transition, head, () => new Conflict(run.run_id, from.version));
  await writeSearchText(rows, from, run);
  const last = await appendEvents(rows, transition, head);
  await project(rows, events, { before: from, after: run, documents });
  await noteCatches(rows, from, run);
  if (!from.completed_at) await markEnded(rows, transition, hasSecrets);
  return last;
}

/** The payload of a revision, and the digest of the very text that is stored. */
export async function loadPayload(
  tx: Transaction,
  runId: string,
  number: number,
): Promise<{ digest: string; content: string; payload: Json }> {
  const [row] = await readRows(tx).find("PayloadRevision", { runId, number });
  if (!row) throw new Error(`${runId} has no payload revision ${number}`);
  return { digest: row.digest, content: row.content, payload: parseJson(row.content) };
}
