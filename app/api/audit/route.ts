import { endpoints } from "@/lib/contracts/endpoints";
import { linesAnswer, ndjson } from "@/lib/http/answers/export-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { exportAudit, listAudit } from "@/lib/services/audit/list-audit";

export const GET = route(endpoints.listAudit, async ({ app, principal, query, headers, receivedAt }) => {
  if (!headers.get("accept")?.includes(ndjson.type)) return { body: await listAudit(app, principal, query) };
  const pages = exportAudit(app, principal, query, receivedAt);
  return linesAnswer(pages, { ...ndjson, name: "audit" }, receivedAt);
});

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
