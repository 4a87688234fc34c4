import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { revokeSession } from "@/lib/services/people/sessions";

export const DELETE = route(endpoints.endSession, async ({ app, principal, params, receivedAt }) => {
  await revokeSession(app, principal, params, receivedAt);
  rightsChanged(app);
  return { body: undefined };
});

export const { GET, POST, PUT, PATCH } = notAllowed("DELETE");
