import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { countWaiting } from "@/lib/orchestrator/reading/count-waiting";

export const GET = route(endpoints.countWaiting, async ({ app }) => ({
  body: await countWaiting(app.engine.context),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
