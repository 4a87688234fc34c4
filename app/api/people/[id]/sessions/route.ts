import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { listSessions, revokeSessions } from "@/lib/services/people/sessions";

export const GET = route(endpoints.listSessions, async ({ app, principal, params, receivedAt }) => ({
  body: await listSessions(app, principal, params.id, receivedAt),
}));

export const DELETE = route(endpoints.endSessions, async ({ app, principal, params, receivedAt }) => {
  await revokeSessions(app, principal, params.id, receivedAt);
  rightsChanged(app);
  return { body: undefined };
});

export const { POST, PUT, PATCH } = notAllowed("GET", "DELETE");
