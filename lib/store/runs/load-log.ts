import type { ChainedEvent } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import type { Transaction } from "../connection/client";
import { fromColumn } from "../connection/json-column";

/**
 * A run's whole log, oldest entry first.
 * The cast is the store's guarantee: only `commit` writes entries, and it writes RunEvents.
 */
export async function loadLog(tx: Transaction, runId: string): Promise<ChainedEvent[]> {
  const rows = await tx.runEvent.findMany({ where: { runId }, orderBy: { seq: "asc" } });
  return rows.map(({ seq, type, step, status, actor, message, data, at, prevHash, hash, salt }) => ({
    event: {
      run_id: runId,
      seq,
      type,
      step,
      status,
      actor: fromColumn(actor),
      message,
      data: fromColumn(data),
      at: at.toISOString(),
    } as unknown as RunEvent,
    prev_hash: prevHash,
    hash,
    salt,
  }));
}
