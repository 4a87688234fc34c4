import { useState } from "react";
import { useRuns } from "@/components/api/get-run";
import { useMe } from "@/components/shell/me";
import type { Run, RunSummary } from "@/lib/contracts/run";
import { isTaken } from "../claims";
import type { BulkAction } from "../selection";
import { sectionsOf } from "./parts";
import { passingBudgets } from "./passing-budgets";
import { questionOf, type Seen, wasSeenWhole, withPart } from "./seen";
import { aloneByContent, aloneByRow, type WhyAlone } from "./why-alone";

/** So many are read and decided together; the others come after them. */
const mostTogether = 50;

export interface LeftOut {
  run: RunSummary;
  why: WhyAlone;
}

/** Which of the selected runs are read together, which of them are ticked and were in view, and which stay out. */
export function useBatch(runs: RunSummary[], action: BulkAction) {
  const me = useMe();
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [seen, setSeen] = useState<Seen>(new Set());
  const judged = runs.map((run) => ({ run, why: aloneByRow(run, action) }));
  const ready = judged.filter(({ why }) => why === null).map(({ run }) => run);
  const rows = ready.slice(0, mostTogether);
  const { loaded, loading, failed } = useRuns(action === "approve" ? rows.map(({ run_id }) => run_id) : []);

  const leftOut: LeftOut[] = judged.flatMap(({ run, why }) => (why === null ? [] : [{ run, why }]));
  const fit: Run[] = [];
  for (const row of rows) {
    const run = loaded.get(row.run_id);
    if (!run) continue;
    const still = run.status === "awaiting_human" && run.actions_required.includes(action);
    const why = still ? aloneByContent(run) : "gone";
    if (why === null) fit.push(run);
    else leftOut.push({ run: row, why });
  }
  const passing = passingBudgets(fit);
  const whole = fit.filter(({ run_id }) => !passing.has(run_id));
  leftOut.push(
    ...rows.filter(({ run_id }) => passing.has(run_id)).map((run) => ({ run, why: "budget" as const })),
  );
  const sections = sectionsOf(whole);
  const listed: (Run | RunSummary)[] = action === "approve" ? whole : rows;
  const isIn = (run: Run | RunSummary) => choices.get(run.run_id) ?? !isTaken(run, me.id);
  const wasSeen = (run: Run | RunSummary) =>
    action === "approve" ? wasSeenWhole(seen, run) : seen.has(questionOf(run));
  const included = listed.filter(isIn);
  return {
    rows,
    sections,
    loading,
    failed,
    leftOut,
    isIn,
    /** What a signature is for: ticked, and in view to its end. */
    signed: included.filter(wasSeen),
    /** Ticked, and not in view yet. */
    unseen: included.filter((run) => !wasSeen(run)),
    later: ready.slice(mostTogether),
    include: (runId: string, value: boolean) => setChoices((before) => new Map(before).set(runId, value)),
    see: (part: string) => setSeen((before) => withPart(before, part, sections)),
  };
}

export type Batch = ReturnType<typeof useBatch>;
