import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { changeSettings } from "@/lib/services/settings/change-settings";
import { getSettings } from "@/lib/services/settings/get-settings";

export const GET = route(endpoints.getSettings, async ({ app, principal }) => ({
  body: await getSettings(app, principal),
}));

export const PATCH = route(endpoints.changeSettings, async ({ app, principal, body }) => ({
  body: await changeSettings(app, principal, body, app.engine.context.clock()),
}));

export const { POST, PUT, DELETE } = notAllowed("GET", "PATCH");
