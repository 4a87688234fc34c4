import { printJson } from "@/lib/contracts/json-text";
import { ListRuns } from "@/lib/contracts/list-runs";
import type { ListPredictions, Prediction } from "@/lib/contracts/replicate/prediction";
import { CodedError } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import { absenceOf } from "@/lib/store/absence";
import { runsListed } from "@/lib/store/runs/list";
import { loadRun } from "@/lib/store/runs/load-run";
import { meet } from "@/lib/store/runs/readable";
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

/** One of many as a prediction; null where what is stored of it cannot be read, which keeps nobody from the others. */
async function readableView(context: Context, id: string, site: Site): Promise<Prediction | null> {
  try {
    return await predictionView(context, await loadRun(context.db.prisma, id), site);
  } catch (err) {
    if (err instanceof CodedError || absenceOf(err) !== null) throw err;
    context.log.error({ event: "run_not_readable", run_id: id, err }, "A run cannot be listed");
    meet(id);
    return null;
  }
}

/**
 * A page of the runs that the principal may see as predictions, the newest first.
 * @returns them, and the cursor of the next page or null
 * @throws CodedError `validation_error` for a cursor that is none
 */
export async function listPredictions(
  context: Context,
  principal: Principal,
  { source, ...query }: ListPredictions,
  site: Site,
): Promise<{ results: Prediction[]; next: string | null }> {
  // Whoever asks here asks by the API: of a web page's there are none.
  if (source === "web") return { results: [], next: null };
  const ownerId = hasRole(principal, "reviewer") ? null : principal.id;
  const { most, atOnce, mostLetters } = predictionsAPage;
  const results: Prediction[] = [];
  let [letters, looked] = [0, 0];
  let cursor = query.cursor;
  do {
    const wanted = ListRuns.parse({ ...query, cursor, limit: atOnce });
    const { data, next_cursor } = await runsListed(context.db, wanted, ownerId, context.clock());
    for (const { id } of data) {
      const one = await readableView(context, id, site);
      if (one === null) continue;
      letters += printJson(one).length;
      results.push(one);
    }
    looked += atOnce;
    cursor = next_cursor ?? undefined;
    // Inputs and answers may be large: a page ends early where they are (law 12).
  } while (cursor !== undefined && looked < most && letters < mostLetters);
  return { results, next: cursor ?? null };
}
