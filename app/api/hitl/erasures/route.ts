import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { erasePerson } from "@/lib/orchestrator/erasing/erase-person";

export const POST = route(endpoints.erasePerson, async ({ app, principal, body }) => ({
  status: 202,
  body: await erasePerson(app.engine.context, principal, body),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
