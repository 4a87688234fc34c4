import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { askingHeaders, createdAnswer, wantedOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { createPrediction } from "@/lib/orchestrator/predictions/create-prediction";
import { releasedModel } from "@/lib/orchestrator/predictions/released-model";

export const POST = asReplicate(
  route(
    {
      ...ingress.createDeploymentPrediction,
      counts: "creates",
      heeds: askingHeaders,
      replay: (again) => createdAnswer({ ...again, headers: null }),
    },
    async ({ app, principal, params, body, headers, idempotency }) => {
      const reference = await releasedModel(app.engine.context, params);
      const wanted = wantedOf(reference, body, headers);
      const { run_id: runId } = await createPrediction(app.engine.context, principal, wanted, idempotency);
      return createdAnswer({ app, principal, runId, headers });
    },
  ),
);

export const { GET, PUT, PATCH, DELETE } = othersRefused("POST");
