import { z } from "zod";
import { ChangeModel } from "@/lib/contracts/catalogue";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { changeModel } from "@/lib/services/models/change-model";
import { getModel } from "@/lib/services/models/get-model";
import { removeModel } from "@/lib/services/models/remove-model";

const Params = z
  .strictObject({ provider: z.string(), owner: z.string(), name: z.string() })
  .transform(({ provider, owner, name }) => ({ provider, name: `${owner}/${name}` }));

export const GET = route({ role: "requester", params: Params }, async ({ app, params }) => ({
  body: await getModel(app.db, params.provider, params.name),
}));

export const PATCH = route(
  { role: "admin", params: Params, body: ChangeModel },
  async ({ app, params, body, receivedAt }) => ({
    body: await changeModel(app.db, params.provider, params.name, body, receivedAt),
  }),
);

export const DELETE = route({ role: "admin", params: Params }, async ({ app, params, receivedAt }) => {
  await removeModel(app.db, params.provider, params.name, receivedAt);
  return { body: undefined };
});

export const { POST, PUT } = notAllowed("GET", "PATCH", "DELETE");
