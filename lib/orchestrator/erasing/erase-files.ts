import { artifactsOf, forgetArtifact } from "@/lib/store/runs/artifacts";
import { loadState } from "@/lib/store/runs/load-run";
import { attemptKey } from "../calls/provider-call";
import type { Context } from "../context";

/**
 * Removes the files of a run whose documents were erased, and then their rows, and what providers keep here of its calls:
 * done again, it goes on where it was. Each run's files are its own; no other run's are touched.
 * @throws whatever the storage throws: the job is tried again
 */
export async function eraseFiles(
  { db: { prisma }, artifacts, registry }: Pick<Context, "db" | "artifacts" | "registry">,
  runId: string,
): Promise<void> {
  const { erased, attempt } = await loadState(prisma, runId);
  if (!erased) return;
  const rows = await artifactsOf(prisma, runId);
  // All there is, as a copy whose process died has left a file without a row.
  await artifacts.removeFolder(runId);
  for (const { id } of rows) await forgetArtifact(prisma, id);
  // Of every provider: a run may have been called by another before.
  for (const provider of registry.list())
    for (let number = 1; number <= (attempt?.number ?? 0); number++)
      await provider.forget?.(attemptKey(runId, number));
}
