import { z } from "zod";
import { WholeNumber } from "@/lib/contracts/whole-number";
import { artifactAnswer } from "@/lib/http/artifact-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { openArtifact } from "@/lib/orchestrator/open-artifact";

const Params = z.strictObject({ id: z.string().max(100), index: WholeNumber });
const Query = z.strictObject({ attempt: WholeNumber.optional() });

export const GET = route(
  { role: "requester", params: Params, query: Query },
  async ({ app, principal, params, query, headers }) =>
    artifactAnswer(await openArtifact(app.engine.context, principal, { ...params, ...query }), headers),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
