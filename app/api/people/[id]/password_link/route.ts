import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { makePasswordLink } from "@/lib/services/people/password-link";

// The link is shown once: an answer kept for a repeated request would keep it in plain text.
export const POST = route(endpoints.makePasswordLink, async ({ app, principal, params, receivedAt }) => ({
  status: 201,
  body: await makePasswordLink(app, principal, params.id, receivedAt),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
