import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { withHolds } from "@/lib/orchestrator/holds/list-holds";
import { listProviders } from "@/lib/orchestrator/reading/list-providers";

export const GET = route(endpoints.listProviders, async ({ app: { engine } }) => ({
  body: await withHolds(engine.context, listProviders(engine.context)),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
