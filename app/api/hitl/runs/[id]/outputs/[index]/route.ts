import { endpoints } from "@/lib/contracts/endpoints";
import { SignedLink } from "@/lib/contracts/endpoints/params";
import { artifactAnswer } from "@/lib/http/answers/artifact-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { openArtifact, openLinkedArtifact } from "@/lib/orchestrator/reading/open-artifact";

const own = route(endpoints.getOutput, async ({ app, principal, params, query, headers }) =>
  artifactAnswer(await openArtifact(app.engine.context, principal, { ...params, ...query }), headers),
);

/** Whoever has a signed link needs no key. */
const linked = route(
  { ...endpoints.getOutput, role: undefined, public: true, query: SignedLink },
  async ({ app, params, query, headers }) =>
    artifactAnswer(await openLinkedArtifact(app.engine.context, params, query), headers),
);

const answer = (...[request, context]: Parameters<typeof own>) =>
  (new URL(request.url).searchParams.has("signature") ? linked : own)(request, context);

export const GET = Object.assign(answer, { endpoint: own.endpoint });

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
