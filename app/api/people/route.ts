import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createPerson } from "@/lib/services/people/create-person";
import { listPeople } from "@/lib/services/people/list-people";

export const GET = route(endpoints.listPeople, async ({ app, principal, query }) => ({
  body: await listPeople(app, principal, query, app.engine.context.clock()),
}));

export const POST = route(endpoints.addPerson, async ({ app, principal, body, receivedAt }) => ({
  status: 201,
  body: await createPerson(app, principal, body, receivedAt),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
