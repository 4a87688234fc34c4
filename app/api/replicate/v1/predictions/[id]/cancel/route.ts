import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { cancelPrediction } from "@/lib/orchestrator/predictions/cancel-prediction";

export const POST = asReplicate(
  route(ingress.cancelPrediction, async ({ app, principal, params, headers }) => ({
    body: await cancelPrediction(
      app.engine.context,
      params.id,
      { principal, idempotency: null },
      siteOf(app, headers),
    ),
  })),
);

export const { GET, PUT, PATCH, DELETE } = othersRefused("POST");
