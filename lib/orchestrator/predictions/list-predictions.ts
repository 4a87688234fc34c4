import { ListRuns } from "@/lib/contracts/list-runs";
import type { ListPredictions, Prediction } from "@/lib/contracts/replicate/prediction";
import { hasRole, type Principal } from "@/lib/core/principal";
import { runsListed } from "@/lib/store/runs/list";
import { loadRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { predictionsAPage } from "../limits";
import { demandSight } from "../reading/see";
import { predictionView, type Site } from "./prediction-view";

/**
 * One run as a prediction.
 * @throws CodedError `run_not_found`, also for a run the principal may not see
 */
export async function getPrediction(
  context: Context,
  principal: Principal,
  runId: string,
  site: Site,
): Promise<Prediction> {
  const stored = await loadRun(context.db.prisma, runId);
  demandSight(principal, stored, runId);
  return predictionView(context, stored, site);
}

/**
 * A page of the runs that the principal may see as predictions, the newest first.
 * @returns them, and the cursor of the next page or null
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function listPredictions(
  context: Context,
  principal: Principal,
  { source: _, ...query }: ListPredictions,
  site: Site,
): Promise<{ results: Prediction[]; next: string | null }> {
  const ownerId = hasRole(principal, "reviewer") ? null : principal.id;
  const wanted = ListRuns.parse({ ...query, limit: predictionsAPage });
  const { data, next_cursor } = await runsListed(context.db.prisma, wanted, ownerId, context.clock());
  const results: Prediction[] = [];
  for (const { id } of data)
    results.push(await predictionView(context, await loadRun(context.db.prisma, id), site));
  return { results, next: next_cursor };
}
