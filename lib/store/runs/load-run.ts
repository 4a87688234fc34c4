import type { JsonObject } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { fromColumn } from "../connection/json-column";
import { type ReadRows, type Row, readRows } from "../connection/rows";
import type { Transaction } from "../connection/transaction";
import { damaged } from "./formats";
import { knownRun } from "./known-runs";
import { readState, readStates, stateColumns } from "./read-state";
import { isUnreadable, readableRuns } from "./readable";
import type { StoredRun } from "./stored-run";

export type { StoredRun };

const storedColumns = [
  "id",
  "format",
  "state",
  "ownerId",
  "userId",
  "sessionId",
  "request",
  "description",
  "path",
  "claimedBy",
  "claimedUntil",
] as const;

/**
 * Loads a run.
 * @throws CodedError `run_not_found`, and `Unreadable` where this release cannot read it
 */
export async function loadRun(tx: Transaction, runId: string): Promise<StoredRun> {
  const known = knownRun(tx, runId);
  if (known) return known;
  const [row] = await picked(tx, runId, storedColumns);
  if (!row) return none(runId);
  return {
    state: readState(row),
    format: row.format,
    ownerId: row.ownerId,
    userId: row.userId,
    sessionId: row.sessionId,
    request: fromColumn<JsonObject>(row.request),
    description: fromColumn<JsonObject>(row.description),
    path: row.path,
    claimedBy: row.claimedBy === null ? null : fromColumn<JsonObject>(row.claimedBy),
    claimedUntil: row.claimedUntil,
  };
}

/**
 * A run's state alone: who only asks where it stands need not read the model's description and its example again.
 * @throws as `loadRun`
 */
export async function loadState(tx: Transaction, runId: string): Promise<RunState> {
  const known = knownRun(tx, runId);
  if (known) return known.state;
  const [row] = await picked(tx, runId, ["id", "format", "state"]);
  return readState(row ?? none(runId));
}

/**
 * Whose run it is.
 * @throws CodedError `run_not_found`
 */
export async function loadOwner(tx: Transaction, runId: string): Promise<{ ownerId: string }> {
  const known = knownRun(tx, runId);
  if (known) return known;
  const [row] = await readRows(tx).pick("Run", { id: runId }, ["ownerId"]);
  return row ?? none(runId);
}

/** The states of these runs, by their ids; those that are not there, or cannot be read here, are left out. */
export async function loadStates(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RunState>> {
  const rows = await readableRuns(tx, { where: { id: { in: [...ids] } }, select: stateColumns });
  return new Map(readStates(rows).map(({ id, state }) => [id, state]));
}

/** The ids of the runs after one, in the order of their ids. */
export async function runIdsAfter(tx: Transaction, id: string, most: number): Promise<string[]> {
  const page = { orderBy: { id: "asc" as const }, take: most, select: { id: true } as const };
  return (await tx.run.findMany({ where: { id: { gt: id } }, ...page })).map((run) => run.id);
}

/** Whether a run's documents were erased: asked in a transaction that would write some of them elsewhere. */
export async function wasErased(rows: ReadRows, runId: string): Promise<boolean> {
  const [run] = await rows.pick("Run", { id: runId }, ["erasedAt"]);
  return run !== undefined && run.erasedAt !== null;
}

/** @throws Unreadable where a column holds what no release ever wrote */
async function picked<Column extends keyof Row<"Run"> & string>(
  tx: Transaction,
  id: string,
  columns: readonly Column[],
) {
  try {
    return await readRows(tx).pick("Run", { id }, columns);
  } catch (error) {
    throw isUnreadable(error) ? damaged(id, error) : error;
  }
}

function none(runId: string): never {
  throw new CodedError("run_not_found", `There is no run ${runId}`);
}
