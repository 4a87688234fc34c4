import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { filesFor } from "@/lib/orchestrator/files/named-files";
import { previewRun } from "@/lib/orchestrator/requests/preview";
import { rulesFor } from "@/lib/orchestrator/requests/rules-for";

export const POST = route(
  { ...endpoints.previewRun, counts: "previews" },
  async ({ app, principal, body }) => {
    const { context } = app.engine;
    const rules = await rulesFor(context, principal, body);
    return { body: await previewRun(context, body, rules, filesFor(context, principal)) };
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
