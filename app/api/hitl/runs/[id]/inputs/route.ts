import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { lookAtInput } from "@/lib/orchestrator/reading/open-input";

export const GET = route(endpoints.getInput, async ({ app, principal, params, query }) => ({
  body: await lookAtInput(app.engine.context, principal, { ...params, ...query }),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
