import { endpoints } from "@/lib/contracts/endpoints";
import { SignedLink } from "@/lib/contracts/endpoints/params";
import { artifactAnswer } from "@/lib/http/answers/artifact-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { ownOrLinked } from "@/lib/http/route/own-or-linked";
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

export const GET = ownOrLinked(own, linked);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
