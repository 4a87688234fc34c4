import type { Run, RunSummary } from "@/lib/contracts/run";
import type { Section } from "./parts";

/** What was in view to its end: rows and common parts by their questions, and runs that were seen whole. */
export type Seen = ReadonlySet<string>;

/** What names a run's question and what is asked about: what was seen of another says nothing of this one. */
export function questionOf(run: Pick<Run, "approval_token"> & { payload_digest?: string | null }): string {
  return `${run.approval_token} ${run.payload_digest ?? ""}`;
}

const wholeOf = (run: Run | RunSummary) => `whole ${questionOf(run)}`;

/** Whether a run was seen with all it has in common with others. */
export function wasSeenWhole(seen: Seen, run: Run | RunSummary): boolean {
  return seen.has(wholeOf(run));
}

/**
 * What was seen, with one part more. A run was seen whole once its row and the common part were; that stays so when
 * others go and what is common becomes something else.
 */
export function withPart(
  seen: Seen,
  part: string,
  sections: readonly Pick<Section, "question" | "runs">[],
): Seen {
  if (seen.has(part)) return seen;
  const after = new Set(seen).add(part);
  for (const { question, runs } of sections) {
    if (!after.has(question)) continue;
    for (const run of runs) if (after.has(questionOf(run))) after.add(wholeOf(run));
  }
  return after;
}
