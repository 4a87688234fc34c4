import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { getPrediction } from "@/lib/orchestrator/predictions/list-predictions";

export const GET = asReplicate(
  route(ingress.getPrediction, async ({ app, principal, params, headers }) => {
    const prediction = await getPrediction(app.engine.context, principal, params.id, siteOf(app, headers));
    return { body: prediction, waits: prediction.completed_at === undefined };
  }),
);

export const { POST, PUT, PATCH, DELETE } = othersRefused("GET");
