import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { tryRules } from "@/lib/orchestrator/try-rules";
import { eligible } from "@/lib/services/policies/eligible";

export const POST = route(
  { ...endpoints.tryRules, counts: "previews" },
  async ({ app, principal, body }) => ({
    body: {
      ...(await tryRules(app.engine.context, principal, body)),
      may_decide: await eligible(app.db.prisma, app.engine.context.clock()),
    },
  }),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
