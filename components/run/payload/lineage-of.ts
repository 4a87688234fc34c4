import type { Revision } from "@/lib/contracts/evidence";

/** Where a payload comes from. */
interface Lineage {
  /** The revision that would run. */
  current: Revision | null;
  /** What stood before people edited it; null where nobody did. */
  base: Revision | null;
  /** The proposal and its automatic fix; null where nothing was fixed. */
  proposed: Revision | null;
  fixed: Revision | null;
}

/** Picks out of a run's revisions, oldest first, those its payload descends from. */
export function lineageOf(revisions: readonly Revision[], number: number | null): Lineage {
  const past = revisions.filter((revision) => number !== null && revision.number <= number);
  const current = past.at(-1) ?? null;
  const fixed = past.findLast(({ kind }) => kind === "autofix") ?? null;
  const machine = past.findLast(({ kind }) => kind !== "edit" && kind !== "example") ?? null;
  return {
    current,
    base: current?.kind === "edit" ? machine : null,
    proposed: fixed && (past.findLast((one) => one.kind === "proposed" && one.number < fixed.number) ?? null),
    fixed,
  };
}
