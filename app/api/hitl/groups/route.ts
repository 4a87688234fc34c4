import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createGroup } from "@/lib/services/groups/create-group";
import { listGroups } from "@/lib/services/groups/list-groups";

export const GET = route(endpoints.listGroups, async ({ app, query }) => ({
  body: await listGroups(app, query, app.engine.context.clock()),
}));

export const POST = route(endpoints.createGroup, async ({ app, principal, body }) => ({
  status: 201,
  body: await createGroup(app, principal, body, app.engine.context.clock()),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
