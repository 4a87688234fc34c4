import { endpoints } from "@/lib/contracts/endpoints";
import { SignedLink } from "@/lib/contracts/endpoints/params";
import { artifactAnswer } from "@/lib/http/answers/artifact-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { ownOrLinked } from "@/lib/http/route/own-or-linked";
import { route } from "@/lib/http/route/route";
import { openFile, openLinkedFile, removeOwnFile } from "@/lib/orchestrator/files/open-file";

const own = route(endpoints.getFile, async ({ app, principal, params: { id }, headers }) =>
  artifactAnswer(await openFile(app.engine.context, principal, id), headers),
);

const linked = route(
  { ...endpoints.getFile, role: undefined, public: true, query: SignedLink },
  async ({ app, params: { id }, query, headers }) =>
    artifactAnswer(await openLinkedFile(app.engine.context, id, query), headers),
);

export const GET = ownOrLinked(own, linked);

export const DELETE = route(endpoints.deleteFile, async ({ app, principal, params: { id } }) => {
  await removeOwnFile(app.engine.context, principal, id);
  return { body: undefined };
});

export const { POST, PUT, PATCH } = notAllowed("GET", "DELETE");
