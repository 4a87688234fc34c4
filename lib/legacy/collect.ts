import type { Json } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { hiddenIssues } from "@/lib/core/hidden/hidden-issues";
import { lostIssue, releasable } from "@/lib/orchestrator/collect-answer";
import type { Context } from "@/lib/orchestrator/context";
import { keepOutput } from "@/lib/orchestrator/keep-output";
import { providerOf, storedModel } from "@/lib/orchestrator/stored-model";
import { auditAnswer } from "@/lib/orchestrator/unchecked";
import { loadRun } from "@/lib/store/load-run";

/** An answer as this path gives it: provider mentions removed, files kept. */
export interface Collected {
  value: Json;
  issues: Issue[];
  quality: number;
}

/** Takes provider mentions out of an answer and keeps its files; one that could not be kept is an issue (law 8). */
export async function collect(context: Context, runId: string, output: Json): Promise<Collected> {
  const stored = await loadRun(context.db.prisma, runId);
  const provider = providerOf(context, stored);
  const audited = await auditAnswer(provider, { output, model: storedModel(stored) });
  const { files, issues, quality } = audited;
  const lost: Issue[] = [];
  const lostFiles = new Set<number>();
  for (const [index, file] of files.entries()) {
    const kept = await keepOutput(context, stored, file, index);
    if (kept === "kept") continue;
    lostFiles.add(index);
    lost.push(lostIssue(index, kept.why));
  }
  const value = releasable(audited, runId, lostFiles);
  return { value, issues: [...issues, ...lost, ...hiddenIssues(value, "output")], quality };
}
