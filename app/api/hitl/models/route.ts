import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { ListModels, listModels } from "@/lib/services/models/list-models";

export const GET = route({ role: "requester", query: ListModels }, async ({ app, query }) => ({
  body: await listModels(app.db, query),
}));

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
