import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { changeKey } from "@/lib/services/people/change-key";
import { revokeKey } from "@/lib/services/people/revoke-key";

export const PATCH = route(endpoints.changeKey, async ({ app, principal, params, body }) => {
  const key = await changeKey(app, principal, params.id, body, app.engine.context.clock());
  rightsChanged(app);
  return { body: key };
});

export const DELETE = route(endpoints.revokeKey, async ({ app, principal, params, receivedAt }) => {
  await revokeKey(app, principal, params.id, receivedAt);
  rightsChanged(app);
  return { body: undefined };
});

export const { GET, POST, PUT } = notAllowed("PATCH", "DELETE");
