import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { receiveFile } from "@/lib/http/files/receive-file";
import { takingTurns } from "@/lib/http/files/taking-turns";
import { route } from "@/lib/http/route/route";
import { fileView } from "@/lib/orchestrator/files/file-view";
import { keepFile } from "@/lib/orchestrator/files/keep-file";
import { fileLimits } from "@/lib/orchestrator/limits";

export const POST = route(
  { ...endpoints.uploadFile, counts: "creates" },
  async ({ app, principal, query, request }) => {
    const wanted = { part: "file", name: query.name ?? "", most: fileLimits.mostBytes };
    const { signal } = request;
    const { kept } = await takingTurns(app, principal, () =>
      receiveFile(request, wanted, (file) => keepFile(app.engine.context, principal, { ...file, signal })),
    );
    const body = fileView(kept);
    return { status: 201, body, headers: { location: body.url } };
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
