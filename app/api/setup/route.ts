import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { originOf } from "@/lib/http/route/origin";
import { route } from "@/lib/http/route/route";
import { setUpFirstAdmin, setUpNeeded } from "@/lib/services/people/set-up";

export const GET = route(endpoints.isSetUpNeeded, async ({ app }) => ({
  body: { needed: await setUpNeeded(app.db) },
}));

export const POST = route(endpoints.setUp, async ({ app, body, headers, receivedAt }) => ({
  status: 201,
  body: await setUpFirstAdmin(app, body, originOf(app, headers), receivedAt),
}));

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
