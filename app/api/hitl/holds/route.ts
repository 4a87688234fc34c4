import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { listHolds } from "@/lib/orchestrator/holds/list-holds";
import { placeHold } from "@/lib/orchestrator/holds/place-hold";

export const GET = route(endpoints.listHolds, async ({ app, principal, query }) => ({
  body: await listHolds(app.engine.context, principal, query),
}));

export const POST = route(endpoints.placeHold, async ({ app, principal, body }) => ({
  status: 201,
  body: await placeHold(app.engine.context, principal, body),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
