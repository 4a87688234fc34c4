import { z } from "zod";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { receiveWebhook } from "@/lib/orchestrator/receive-webhook";

const Query = z.looseObject({ attempt: z.string().optional().catch(undefined) });

export const POST = route({ public: true, body: "text", query: Query }, async ({ app, ...sent }) => {
  const { headers, body, query } = sent;
  const attempt = query.attempt ?? null;
  await receiveWebhook(app.engine.context, "replicate", { headers, body, attempt });
  return { body: { received: true } };
});

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
