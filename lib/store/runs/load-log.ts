import type { ChainedEvent } from "@/lib/core/chain";
import type { Transaction } from "../connection/client";
import { writtenEvent } from "./read-event";

/** A run's whole log as it was written, oldest entry first. */
export async function loadLog(tx: Transaction, runId: string): Promise<ChainedEvent[]> {
  const rows = await tx.runEvent.findMany({ where: { runId }, orderBy: { seq: "asc" } });
  return rows.map((row) => ({
    event: writtenEvent(row),
    prev_hash: row.prevHash,
    hash: row.hash,
    salt: row.salt,
  }));
}
