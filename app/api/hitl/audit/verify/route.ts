import { VerifyBody } from "@/lib/contracts/evidence";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { verifyLog } from "@/lib/orchestrator/verify-log";

export const POST = route({ role: "admin", body: VerifyBody, idempotent: false }, async ({ app, body }) => ({
  body: await verifyLog(app.engine.context, body.run_id ?? null),
}));

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
