import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changePerson } from "@/lib/services/people/change-person";

export const PATCH = route(endpoints.changePerson, async ({ app, principal, params, body }) => ({
  body: await changePerson(app, principal, params.id, body, app.engine.context.clock()),
}));

export const { GET, POST, PUT, DELETE } = notAllowed("PATCH");
