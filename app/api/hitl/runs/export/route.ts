import { endpoints } from "@/lib/contracts/endpoints";
import { exportAnswer } from "@/lib/http/export-answer";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { exportRuns } from "@/lib/orchestrator/reading/export-runs";

export const GET = route({ ...endpoints.exportRuns, tokens: 50 }, ({ app, principal, query, receivedAt }) =>
  exportAnswer(exportRuns(app.engine.context, principal, query), query.format, receivedAt),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
