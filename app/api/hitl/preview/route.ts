import { CreateRun } from "@/lib/contracts/create-run";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { previewRun } from "@/lib/orchestrator/preview";

export const POST = route(
  { role: "requester", body: CreateRun, idempotent: false, counts: "previews" },
  async ({ app, body }) => ({ body: await previewRun(app.engine.context, body) }),
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
