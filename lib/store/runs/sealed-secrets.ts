import type { Said } from "@/lib/contracts/said";
import type { LockedSecret } from "@/lib/core/sealed/seal-key";
import type { Transaction } from "../connection/client";
import { fromColumn, toColumn } from "../connection/json-column";
import { type Rows, readRows } from "../connection/rows";
import { knownRun } from "./known-runs";
import type { StoredRun } from "./load-run";

/** A secret as it is kept while its run goes on. */
export interface KeptSecret extends LockedSecret {
  /** What may be shown of it. */
  shown: string;
  /** What is wrong with it, in words that do not tell it. */
  faults: Said[];
}

/** Keeps a run's secrets beside those it has. */
export async function keepSecrets(
  rows: Rows,
  runId: string,
  secrets: readonly KeptSecret[],
  now: Date,
): Promise<void> {
  if (secrets.length === 0) return;
  await rows.insert(
    "SealedSecret",
    secrets.map(({ mac, cipher, keyId, shown, faults }) => ({
      mac,
      cipher,
      keyId,
      shown,
      runId,
      faults: toColumn(faults),
      createdAt: now,
    })),
  );
}

/** The secrets of a run, by what names them in its payloads. */
export async function loadSecrets(tx: Transaction, runId: string): Promise<Map<string, KeptSecret>> {
  if (knownRun(tx, runId)?.hasSecrets === false) return new Map();
  const rows = await readRows(tx).find("SealedSecret", { runId });
  return new Map(
    rows.map(({ mac, cipher, keyId, shown, faults }) => [
      mac,
      { mac, cipher, keyId, shown, faults: fromColumn<Said[]>(faults) },
    ]),
  );
}

/** The secrets of a run that was loaded; nothing is read where it is known to have none. */
export async function secretsOf(
  tx: Transaction,
  { state, hasSecrets }: Pick<StoredRun, "state" | "hasSecrets">,
): Promise<Map<string, KeptSecret>> {
  return hasSecrets === false ? new Map() : loadSecrets(tx, state.run_id);
}

/** Forgets a run's secrets: it has ended, and nothing will be called for it again. */
export async function eraseSecrets(rows: Rows, runId: string): Promise<void> {
  await rows.remove("SealedSecret", { runId });
}

/** Forgets what was kept because a call might still have to be stopped, and that was long ago. */
export async function eraseLeftSecrets(tx: Transaction, endedBefore: Date): Promise<void> {
  await tx.sealedSecret.deleteMany({ where: { run: { completedAt: { lt: endedBefore } } } });
}

/** How many runs wait with secrets that were sealed with another key than this. */
export async function runsUnderOtherKeys(tx: Transaction, keyId: string): Promise<number> {
  const runs = await tx.sealedSecret.groupBy({ by: ["runId"], where: { NOT: { keyId } } });
  return runs.length;
}
