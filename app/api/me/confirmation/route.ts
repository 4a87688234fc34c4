import { endpoints } from "@/lib/contracts/endpoints";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { tried } from "@/lib/http/route/tries";
import { clientAddress } from "@/lib/http/server/client-address";
import { confirmSelf } from "@/lib/services/people/confirm-self";

export const POST = route(endpoints.confirmMe, async ({ app, principal, body, headers, receivedAt }) => {
  const { session_id, email } = principal;
  if (!session_id || email === null)
    throw new CodedError("forbidden", "Only a person who is signed in can prove who they are.");
  const who = { email, address: clientAddress(headers, app.env.trustedProxies) };
  const right = await tried(
    app,
    who,
    () => confirmSelf(app, principal, { headers, proof: body }, receivedAt),
    (is) => (is ? "right" : "wrong"),
  );
  if (!right) throw refusal("validation_error", said("password" in body ? "password_wrong" : "code_wrong"));
  return { body: undefined };
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
