import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { setAbsence } from "@/lib/services/people/set-absence";

export const PUT = route(endpoints.setAbsence, async ({ app, principal, params, body }) => ({
  body: await setAbsence(app, principal, params.id, body, app.engine.context.clock()),
}));

export const { GET, POST, PATCH, DELETE } = notAllowed("PUT");
