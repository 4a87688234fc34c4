import { ingress } from "@/lib/contracts/replicate/endpoints";
import { receiveFile } from "@/lib/http/files/receive-file";
import { takingTurns } from "@/lib/http/files/taking-turns";
import { asReplicate, othersRefused } from "@/lib/http/replicate/as-replicate";
import { siteOf } from "@/lib/http/replicate/prediction-answer";
import { route } from "@/lib/http/route/route";
import { keepFile } from "@/lib/orchestrator/files/keep-file";
import { fileLimits } from "@/lib/orchestrator/limits";
import {
  ingressFile,
  listIngressFiles,
  saidMetadata,
  withMetadata,
} from "@/lib/orchestrator/predictions/ingress-files";
import { ingressPath } from "@/lib/orchestrator/predictions/prediction-view";

export const GET = asReplicate(
  route({ ...ingress.listIngressFiles, tokens: 2 }, async ({ app, principal, query, headers }) => {
    const site = siteOf(app, headers);
    const { files, next } = await listIngressFiles(app.engine.context, principal, query.cursor);
    const more = next && `${site}${ingressPath}/files?${new URLSearchParams({ cursor: next })}`;
    return { body: { previous: null, next: more, results: files.map((file) => ingressFile(file, site)) } };
  }),
);

export const POST = asReplicate(
  route({ ...ingress.createIngressFile, counts: "creates" }, async ({ app, principal, headers, request }) => {
    const { context } = app.engine;
    const { signal } = request;
    const wanted = { part: "content", name: "", most: fileLimits.mostBytes };
    const { kept, fields } = await takingTurns(app, principal, () =>
      receiveFile(request, wanted, (file) => keepFile(context, principal, { ...file, signal })),
    );
    const file = await withMetadata(context, kept, saidMetadata(fields.get("metadata")));
    return { status: 201, body: ingressFile(file, siteOf(app, headers)) };
  }),
);

export const { PUT, PATCH, DELETE } = othersRefused("GET", "POST");
