import type { Text } from "@/components/text/en";
import type { Problem } from "@/lib/contracts/problem";

type Refused = Pick<Problem, "code" | "detail" | "decision" | "said">;

/** Why some decisions could not be taken back, each reason once: they have gone out, or were taken back before. */
export function lateSentence(refused: readonly (Refused | null)[], text: Text): string {
  const already = refused.filter((problem) => problem?.decision?.undone).length;
  const counts = new Map<string, number>();
  for (const problem of refused) {
    if (problem?.decision?.undone) continue;
    const why = problem ? text.problem({ code: problem.code, message: problem.detail, problem }) : "";
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  return [
    ...(already > 0 ? [text.undo.already(already)] : []),
    ...[...counts].map(([why, count]) => text.undo.tooLate(count, why).trim()),
  ].join(" ");
}
