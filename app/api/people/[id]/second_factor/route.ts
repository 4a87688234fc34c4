import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { removeSecondFactor } from "@/lib/services/people/remove-second-factor";

export const DELETE = route(endpoints.removeSecondFactor, async ({ app, principal, params, receivedAt }) => {
  await removeSecondFactor(app, principal, params.id, receivedAt);
  rightsChanged(app);
  return { body: undefined };
});

export const { GET, POST, PUT, PATCH } = notAllowed("DELETE");
