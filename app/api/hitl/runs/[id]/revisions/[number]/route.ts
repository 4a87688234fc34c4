import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { getRevision } from "@/lib/orchestrator/reading/revisions";
export const GET = route(endpoints.getRevision, async ({ app, principal, params, query }) => ({
  body: await getRevision(app.engine.context, principal, {
    runId: params.id,
    number: params.number,
    diffFrom: query.diff_from ?? null,
  }),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
