import { printJson } from "@/lib/contracts/json-text";
import { RunParams } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { gatherEvidence } from "@/lib/orchestrator/evidence";

export const GET = route(
  { role: "requester", params: RunParams, tokens: 5 },
  async ({ app, principal, params }) => {
    const lines = await gatherEvidence(app.engine.context, principal, params.id);
    return new Response(lines.map((line) => `${printJson(line)}\n`).join(""), {
      headers: {
        "content-type": "application/x-ndjson",
        "content-disposition": `attachment; filename="${params.id}.ndjson"`,
      },
    });
  },
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
