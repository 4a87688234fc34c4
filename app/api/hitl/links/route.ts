import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { makeLink } from "@/lib/orchestrator/files/make-link";

export const POST = route(endpoints.makeLink, async ({ app, principal, body, headers }) => ({
  status: 201,
  body: await makeLink(app.engine.context, principal, body, siteOf(app, headers)),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
