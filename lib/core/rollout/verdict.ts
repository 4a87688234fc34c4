import type { PathFigures } from "@/lib/contracts/insights";
import type { Warning } from "@/lib/contracts/rollout";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";

/** The rule: hold when the new path fails more often than the old one by more than this, in percentage points. */
const maxPoints = 2;

/** Completed and failed runs that each path needs before the rule says anything. */
const minRuns = 50;

type Ended = Pick<PathFigures, "completed" | "failed" | "error_rate">;

/** The new path's error rate less the old one's, in percentage points; null where one is not known. */
export function errorPoints(hitl: Ended, legacy: Ended): number | null {
  if (hitl.error_rate === null || legacy.error_rate === null) return null;
  return (hitl.error_rate - legacy.error_rate) * 100;
}

/** Whether to go on with the rollout, told from both paths' figures. */
export function verdictOn(hitl: Ended, legacy: Ended): Warning {
  const rule = { max_points: maxPoints, min_runs: minRuns };
  const points = errorPoints(hitl, legacy);
  const [fresh, old] = [hitl.completed + hitl.failed, legacy.completed + legacy.failed];
  if (points === null || Math.min(fresh, old) < minRuns) {
    return { level: "too_few", ...spoken(said("too_few_runs", { fresh, old, least: minRuns })), ...rule };
  }
  const rates = { fresh: hitl.error_rate ?? 0, old: legacy.error_rate ?? 0, points: maxPoints };
  // Binary dust must not decide a tie.
  return points > maxPoints + 1e-9
    ? { level: "hold", ...spoken(said("fails_more", rates)), ...rule }
    : { level: "go", ...spoken(said("fails_alike", rates)), ...rule };
}

function spoken(reason: Said) {
  return { reason: english(reason), said: reason };
}
