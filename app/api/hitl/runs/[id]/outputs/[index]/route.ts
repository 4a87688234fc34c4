import { endpoints } from "@/lib/contracts/endpoints";
import { artifactAnswer } from "@/lib/http/answers/artifact-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { openArtifact } from "@/lib/orchestrator/reading/open-artifact";
export const GET = route(endpoints.getOutput, async ({ app, principal, params, query, headers }) =>
  artifactAnswer(await openArtifact(app.engine.context, principal, { ...params, ...query }), headers),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
