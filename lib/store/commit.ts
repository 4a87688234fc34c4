import type { Json, JsonObject } from "@/lib/contracts/json";
import { parseJson } from "@/lib/contracts/json-text";
import type { RunPath } from "@/lib/contracts/words";
import { chain, genesis } from "@/lib/core/chain";
import { similarityKey } from "@/lib/core/similarity";
import type { RunState } from "@/lib/core/state";
import type { Transition } from "@/lib/core/transition";
import type { Transaction } from "./client";
import { Conflict } from "./conflict";
import type { Documents } from "./documents";
import { toColumn, toNullableColumn } from "./json-column";
import { noteCatches } from "./policy-rules";
import { project } from "./project";
import { eraseSecrets } from "./sealed-secrets";
import { writeSearchText } from "./search-text";

/** What lists and filters need of a run's state. */
export function columnsOf(run: RunState) {
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
    state: toColumn(run),
    message: run.message,
    costUsd: run.cost?.amount ?? null,
    waitingSince: run.review ? new Date(run.review.opened_at) : null,
    expiresAt: run.review ? new Date(run.review.expires_at) : null,
    similarityKey: similarityKey(run),
    glassBroken: run.decisions.some(({ break_glass, undone }) => break_glass && !undone) || null,
    updatedAt: new Date(run.updated_at),
    completedAt: run.completed_at ? new Date(run.completed_at) : null,
    ...claimColumnsOf(run),
  };
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

async function appendEvents(tx: Transaction, { events }: Transition): Promise<void> {
  const [first] = events;
  if (!first) return;
  let previous = genesis;
  if (first.seq > 1) {
    const last = await tx.runEvent.findUniqueOrThrow({
      where: { runId_seq: { runId: first.run_id, seq: first.seq - 1 } },
      select: { hash: true },
    });
    previous = last.hash;
  }
  await tx.runEvent.createMany({
    data: chain(previous, events).map(({ event, prev_hash, hash }) => ({
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
    })),
  });
}

/**
 * Puts a run that just ended among those the figures have yet to count: once, for it ends once. Its secrets are
 * forgotten, unless a call that is on its way must still be found by them to be stopped.
 */
async function markEnded(tx: Transaction, { run, effects }: Transition): Promise<void> {
  const { run_id, completed_at } = run;
  if (!completed_at) return;
  await tx.endedRun.create({ data: { runId: run_id, endedAt: new Date(completed_at) } });
  if (!effects.some(({ kind }) => kind === "cancel_call")) await eraseSecrets(tx, run_id);
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
function askerOf({ user_email, agent_email, message_type, log_id }: JsonObject) {
  const text = (value: Json | undefined) => (typeof value === "string" ? value : null);
  return {
    userEmail: text(user_email),
    agentEmail: text(agent_email),
    messageType: text(message_type),
    logId: text(log_id),
  };
}

/** Inserts a new run with its first log entries. */
export async function insertRun(
  tx: Transaction,
  transition: Transition,
  record: RunRecord,
  documents: Documents,
): Promise<void> {
  const { run, events } = transition;
  await tx.run.create({
    data: {
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
    select: { id: true },
  });
  await writeSearchText(tx, null, run);
  await appendEvents(tx, transition);
  await project(tx, events, run, documents);
  await noteCatches(tx, null, run);
  await markEnded(tx, transition);
}

/**
 * Moves a run from the version it was loaded at to what the transition says.
 * @throws Conflict when it is not at that version any more
 */
export async function swapRun(
  tx: Transaction,
  from: RunState,
  transition: Transition,
  documents: Documents,
  description: object | null = null,
): Promise<void> {
  const { run, events } = transition;
  // The compare-and-swap that laws 2 and 3 rest on: of two who loaded the same version, one finds zero rows here.
  const { count } = await tx.run.updateMany({
    where: { id: run.run_id, version: from.version },
    data: { ...columnsOf(run), ...(description ? { description: toColumn(description) } : {}) },
  });
  if (count === 0) throw new Conflict(run.run_id, from.version);
  await writeSearchText(tx, from, run);
  await appendEvents(tx, transition);
  await project(tx, events, run, documents);
  await noteCatches(tx, from, run);
  if (!from.completed_at) await markEnded(tx, transition);
}

/** The payload of a revision, and the digest of the very text that is stored. */
export async function loadPayload(
  tx: Transaction,
  runId: string,
  number: number,
): Promise<{ digest: string; content: string; payload: Json }> {
  const row = await tx.payloadRevision.findUniqueOrThrow({ where: { runId_number: { runId, number } } });
  return { digest: row.digest, content: row.content, payload: parseJson(row.content) };
}
