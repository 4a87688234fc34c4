import { endpoints } from "@/lib/contracts/endpoints";
import { artifactAnswer } from "@/lib/http/answers/artifact-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { openInput } from "@/lib/orchestrator/reading/open-input";

export const GET = route(endpoints.getInputFile, async ({ app, principal, params, query, headers }) =>
  artifactAnswer(await openInput(app.engine.context, principal, { ...params, ...query }), headers),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
