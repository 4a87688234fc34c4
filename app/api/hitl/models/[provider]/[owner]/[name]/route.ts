import { z } from "zod";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { getModel } from "@/lib/services/models/get-model";

const Params = z.strictObject({ provider: z.string(), owner: z.string(), name: z.string() });

export const GET = route({ role: "requester", params: Params }, async ({ app, params }) => ({
  body: await getModel(app.db, params.provider, `${params.owner}/${params.name}`),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
