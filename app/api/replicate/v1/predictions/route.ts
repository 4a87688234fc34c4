import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { askingHeaders, createdAnswer, siteOf, wantedOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { createPrediction } from "@/lib/orchestrator/predictions/create-prediction";
import { listPredictions } from "@/lib/orchestrator/predictions/list-predictions";
import { ingressPath } from "@/lib/orchestrator/predictions/prediction-view";

export const GET = asReplicate(
  route({ ...ingress.listPredictions, tokens: 2 }, async ({ app, principal, query, headers }) => {
    const site = siteOf(app, headers);
    const { results, next } = await listPredictions(app.engine.context, principal, query, site);
    const { cursor: _, ...filter } = query;
    const more =
      next && `${site}${ingressPath}/predictions?${new URLSearchParams({ ...filter, cursor: next })}`;
    return { body: { previous: null, next: more, results } };
  }),
);

export const POST = asReplicate(
  route(
    {
      ...ingress.createPrediction,
      counts: "creates",
      heeds: askingHeaders,
      replay: (again) => createdAnswer({ ...again, headers: null }),
    },
    async ({ app, principal, body, headers, idempotency }) => {
      const wanted = wantedOf(body.version, body, headers);
      const { run_id: runId } = await createPrediction(app.engine.context, principal, wanted, idempotency);
      return createdAnswer({ app, principal, runId, headers });
    },
  ),
);

export const { PUT, PATCH, DELETE } = othersRefused("GET", "POST");
