import { z } from "zod";
import { artifactAnswer } from "@/lib/http/artifact-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { openArtifact } from "@/lib/orchestrator/open-artifact";

const Whole = z
  .string()
  .regex(/^\d{1,9}$/, "must be a whole number")
  .transform(Number);
const Params = z.strictObject({ id: z.string().max(100), index: Whole });
const Query = z.strictObject({ attempt: Whole.optional() });

export const GET = route(
  { role: "requester", params: Params, query: Query },
  async ({ app, principal, params, query, headers }) =>
    artifactAnswer(await openArtifact(app.engine.context, principal, { ...params, ...query }), headers),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
