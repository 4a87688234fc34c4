import { artifactsOf, forgetArtifact } from "@/lib/store/runs/artifacts";
import { loadState } from "@/lib/store/runs/load-run";
import { forgetUses } from "@/lib/store/uploaded-files";
import { attemptKey } from "../calls/provider-call";
import type { Context } from "../context";
import { removeFile } from "../files/sweep-files";

/**
 * Removes the files of a run whose documents were erased, and then their rows, and what providers keep here of its calls:
 * done again, it goes on where it was. Outputs are each run's own; an uploaded file goes with the last run that names it.
 * @throws whatever the storage throws: the job is tried again
 */
export async function eraseFiles(
  context: Pick<Context, "db" | "artifacts" | "registry" | "clock" | "log">,
  runId: string,
): Promise<void> {
  const { db, artifacts, registry, clock } = context;
  const { prisma } = db;
  const { erased, attempt } = await loadState(prisma, runId);
  if (!erased) return;
  const rows = await artifactsOf(prisma, runId);
  // All there is, as a copy whose process died has left a file without a row.
  await artifacts.removeFolder(runId);
  for (const { id } of rows) await forgetArtifact(prisma, id);
  // One that another run names stays with that.
  for (const id of await forgetUses(db, runId, clock())) await removeFile(context, id);
  // Of every provider: a run may have been called by another before.
  for (const provider of registry.list())
    for (let number = 1; number <= (attempt?.number ?? 0); number++)
      await provider.forget?.(attemptKey(runId, number));
}
