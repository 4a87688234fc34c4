import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { originOf } from "@/lib/http/route/origin";
import { route } from "@/lib/http/route/route";
import { rightsChanged } from "@/lib/http/streams/rights";
import { resetPassword } from "@/lib/services/people/password-link";

export const POST = route(endpoints.resetPassword, async ({ app, body, headers, receivedAt }) => {
  await resetPassword(app, body, originOf(app, headers), receivedAt);
  rightsChanged(app);
  return { body: undefined };
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
