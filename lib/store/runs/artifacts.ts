import type { Transaction } from "../connection/client";
import type { NewRow, Row } from "../connection/rows";

/** Which output of a run it is. */
export interface ArtifactPlace {
  runId: string;
  attempt: number;
  index: number;
}

/** An output that is kept, or null. */
export function artifactAt(tx: Transaction, place: ArtifactPlace): Promise<Row<"Artifact"> | null> {
  return tx.artifact.findUnique({ where: { runId_attempt_index: place } });
}

/** Every output of a run that is kept, in their order. */
export function artifactsOf(tx: Transaction, runId: string): Promise<Row<"Artifact">[]> {
  return tx.artifact.findMany({ where: { runId }, orderBy: [{ attempt: "asc" }, { index: "asc" }] });
}

/** Notes an output that was copied, and gives what is noted: what was before, for of two copies one is as good. */
export function keepArtifact(tx: Transaction, row: NewRow<"Artifact">): Promise<Row<"Artifact">> {
  const { runId, attempt, index } = row;
  return tx.artifact.upsert({
    where: { runId_attempt_index: { runId, attempt, index } },
    create: row,
    update: {},
  });
}

/** Forgets an output whose file is gone; one that is forgotten is as good. */
export async function forgetArtifact(tx: Transaction, id: string): Promise<void> {
  await tx.artifact.deleteMany({ where: { id } });
}

/** How many outputs are kept, and their bytes. */
export async function artifactsKept(tx: Transaction): Promise<{ files: number; bytes: number }> {
  const { _count, _sum } = await tx.artifact.aggregate({ _count: true, _sum: { bytes: true } });
  return { files: _count, bytes: _sum.bytes ?? 0 };
}
