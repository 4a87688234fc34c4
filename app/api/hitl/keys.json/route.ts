import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.getPublicKeys, ({ app }) => ({
  body: { keys: app.engine.context.signer?.keys ?? [] },
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
