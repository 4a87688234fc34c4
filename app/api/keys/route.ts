import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { createKey } from "@/lib/services/people/create-key";
import { listKeys } from "@/lib/services/people/list-keys";

export const GET = route(endpoints.listKeys, async ({ app, principal, query }) => ({
  body: await listKeys(app, principal, query),
}));

// The key is shown once: an answer kept for a repeated request would keep it in plain text.
export const POST = route(endpoints.createKey, async ({ app, principal, body }) => ({
  status: 201,
  body: await createKey(app, principal, body, app.engine.context.clock()),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
