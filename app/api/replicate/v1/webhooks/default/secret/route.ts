import { ingress } from "@/lib/contracts/replicate/endpoints";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { route } from "@/lib/http/route/route";
import { secretOfKey } from "@/lib/orchestrator/webhooks/list-deliveries";

export const GET = asReplicate(
  route(ingress.getDefaultWebhookSecret, ({ app, principal }) => ({
    body: { key: secretOfKey(app.engine.context, principal, principal.id) },
  })),
);

export const { POST, PUT, PATCH, DELETE } = othersRefused("GET");
