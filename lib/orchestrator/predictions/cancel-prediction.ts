import type { Prediction } from "@/lib/contracts/replicate/prediction";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { cancelRun } from "../decisions/cancel";
import type { Deciding } from "../decisions/deciding";
import { hasEnded } from "../reading/rest";
import { demandSight } from "../reading/see";
import { predictionView, type Site } from "./prediction-view";

/**
 * Ends a prediction before its time; one that has ended stays as it is, and is told so.
 * @throws CodedError `run_not_found`, also for a run the principal may not see
 */
export async function cancelPrediction(
  context: Context,
  runId: string,
  deciding: Pick<Deciding, "principal" | "idempotency">,
  site: Site,
): Promise<Prediction> {
  const stored = await loadRun(context.db.prisma, runId);
  demandSight(deciding.principal, stored, runId);
  if (!hasEnded(stored.state)) await cancelRun(context, runId, deciding, {});
  return predictionView(context, await loadRun(context.db.prisma, runId), site);
}
