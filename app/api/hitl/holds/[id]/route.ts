import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { endHold } from "@/lib/orchestrator/holds/end-hold";

export const DELETE = route(endpoints.endHold, async ({ app, principal, params, query }) => ({
  body: await endHold(app.engine.context, principal, params.id, query),
}));

export const { GET, POST, PUT, PATCH } = notAllowed("DELETE");
