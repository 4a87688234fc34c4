import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { receiptsOf } from "@/lib/orchestrator/reading/receipts";

export const GET = route({ ...endpoints.getReceipts, tokens: 5 }, async ({ app, principal, params }) => ({
  body: await receiptsOf(app.engine.context, principal, params.id),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
