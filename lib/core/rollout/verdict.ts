import type { PathFigures } from "@/lib/contracts/insights";
import type { Warning } from "@/lib/contracts/rollout";

/** The rule: hold when the new path fails more often than the old one by more than this, in percentage points. */
const maxPoints = 2;

/** Completed and failed runs that each path needs before the rule says anything. */
const minRuns = 50;

type Ended = Pick<PathFigures, "completed" | "failed" | "error_rate">;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;

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
    const reason = `Too few runs to tell: ${fresh} on the new path and ${old} on the old one ended by themselves, ${minRuns} each are needed`;
    return { level: "too_few", reason, ...rule };
  }
  const rates = `${percent(hitl.error_rate ?? 0)} of the new path's runs fail, ${percent(legacy.error_rate ?? 0)} of the old one's`;
  // Binary dust must not decide a tie.
  return points > maxPoints + 1e-9
    ? { level: "hold", reason: `Hold: ${rates}; that is more than ${maxPoints} points worse`, ...rule }
    : { level: "go", reason: `${rates}; that is within ${maxPoints} points`, ...rule };
}
