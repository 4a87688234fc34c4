import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { askingHeaders, createdAnswer, wantedOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { createPrediction } from "@/lib/orchestrator/predictions/create-prediction";

export const POST = asReplicate(
  route(
    {
      ...ingress.createModelPrediction,
      counts: "creates",
      heeds: askingHeaders,
      replay: (again) => createdAnswer({ ...again, headers: null }),
    },
    async ({ app, principal, params, body, headers, idempotency }) => {
      const wanted = wantedOf(`${params.owner}/${params.name}`, body, headers);
      const { run_id: runId } = await createPrediction(app.engine.context, principal, wanted, idempotency);
      return createdAnswer({ app, principal, runId, headers });
    },
  ),
);

export const { GET, PUT, PATCH, DELETE } = othersRefused("POST");
