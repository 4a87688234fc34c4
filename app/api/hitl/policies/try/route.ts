import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { tryRules } from "@/lib/orchestrator/requests/try-rules";

export const POST = route(
  { ...endpoints.tryRules, counts: "previews" },
  async ({ app, principal, body }) => ({ body: await tryRules(app.engine.context, principal, body) }),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
