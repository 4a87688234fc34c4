import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { addModel } from "@/lib/services/models/add-model";
import { listModels } from "@/lib/services/models/list-models";

export const GET = route(endpoints.listModels, async ({ app, query }) => ({
  body: await listModels(app.db, query),
}));

export const POST = route(endpoints.addModel, async ({ app, principal, body, receivedAt }) => {
  const { model, added } = await addModel(app.engine.context, principal, body, receivedAt);
  return { status: added ? 201 : 200, body: model };
});

export const { PUT, PATCH, DELETE } = notAllowed("GET", "POST");
