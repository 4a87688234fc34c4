import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { listRevisions } from "@/lib/orchestrator/reading/revisions";

export const GET = route(endpoints.listRevisions, async ({ app, principal, params }) => ({
  body: await listRevisions(app.engine.context, principal, params.id),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
