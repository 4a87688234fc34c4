import { SetUp } from "@/lib/contracts/people";
import { route } from "@/lib/http/route";
import { setUpFirstAdmin, setUpNeeded } from "@/lib/services/people/set-up";

export const GET = route({ public: true }, async ({ app }) => ({
  body: { needed: await setUpNeeded(app.db) },
}));

export const POST = route({ public: true, body: SetUp }, async ({ app, body, receivedAt }) => ({
  status: 201,
  body: await setUpFirstAdmin(app, body, receivedAt),
}));
