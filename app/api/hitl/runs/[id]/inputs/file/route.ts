import { z } from "zod";
import { InputQuery } from "@/lib/contracts/input";
import { artifactAnswer } from "@/lib/http/artifact-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { openInput } from "@/lib/orchestrator/open-input";

const Params = z.strictObject({ id: z.string().max(100) });

export const GET = route(
  { role: "reviewer", params: Params, query: InputQuery },
  async ({ app, principal, params, query, headers }) =>
    artifactAnswer(await openInput(app.engine.context, principal, { ...params, ...query }), headers),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
