import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { changePerson } from "@/lib/services/people/change-person";

export const PATCH = route(endpoints.changePerson, async ({ app, principal, params, body }) => {
  const person = await changePerson(app, principal, params.id, body, app.engine.context.clock());
  rightsChanged(app);
  return { body: person };
});

export const { GET, POST, PUT, DELETE } = notAllowed("PATCH");
