import { endpoints } from "@/lib/contracts/endpoints";
import { printJson } from "@/lib/contracts/json-text";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { gatherEvidence } from "@/lib/orchestrator/reading/evidence";

export const GET = route({ ...endpoints.getEvidence, tokens: 5 }, async ({ app, principal, params }) => {
  const lines = await gatherEvidence(app.engine.context, principal, params.id);
  return new Response(lines.map((line) => `${printJson(line)}\n`).join(""), {
    headers: {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="${params.id}.ndjson"`,
    },
  });
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
