import { RunParams } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { listRevisions } from "@/lib/orchestrator/revisions";

export const GET = route({ role: "requester", params: RunParams }, async ({ app, principal, params }) => ({
  body: await listRevisions(app.engine.context, principal, params.id),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
