import { z } from "zod";
import { InputQuery } from "@/lib/contracts/input";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { lookAtInput } from "@/lib/orchestrator/open-input";

const Params = z.strictObject({ id: z.string().max(100) });

export const GET = route(
  { role: "reviewer", params: Params, query: InputQuery },
  async ({ app, principal, params, query }) => ({
    body: await lookAtInput(app.engine.context, principal, { ...params, ...query }),
  }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
