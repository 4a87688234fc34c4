import type { JsonObject } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import type { Transaction } from "./client";
import { fromColumn } from "./json-column";

export interface StoredRun {
  state: RunState;
  ownerId: string;
  userId: string | null;
  sessionId: string | null;
  request: JsonObject;
  /** The model's description, as the orchestrator stored it. */
  description: JsonObject;
  path: string;
  claimedBy: JsonObject | null;
  claimedUntil: Date | null;
}

/**
 * Loads a run.
 * @throws CodedError `run_not_found`
 */
export async function loadRun(tx: Transaction, runId: string): Promise<StoredRun> {
  const row = await tx.run.findUnique({ where: { id: runId } });
  if (!row) return none(runId);
  return {
    state: fromColumn<RunState>(row.state),
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
 * @throws CodedError `run_not_found`
 */
export async function loadState(tx: Transaction, runId: string): Promise<RunState> {
  const row = await tx.run.findUnique({ where: { id: runId }, select: { state: true } });
  return fromColumn<RunState>((row ?? none(runId)).state);
}

/**
 * Whose run it is.
 * @throws CodedError `run_not_found`
 */
export async function loadOwner(tx: Transaction, runId: string): Promise<{ ownerId: string }> {
  const row = await tx.run.findUnique({ where: { id: runId }, select: { ownerId: true } });
  return row ?? none(runId);
}

function none(runId: string): never {
  throw new CodedError("run_not_found", `There is no run ${runId}`);
}
