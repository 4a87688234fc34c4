import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { previewRun } from "@/lib/orchestrator/preview";

export const POST = route({ ...endpoints.previewRun, counts: "previews" }, async ({ app, body }) => ({
  body: await previewRun(app.engine.context, body),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
