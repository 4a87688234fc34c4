import { endpoints } from "@/lib/contracts/endpoints";
import { exportAnswer } from "@/lib/http/answers/export-answer";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { exportRuns } from "@/lib/orchestrator/reading/export-runs";

export const GET = route({ ...endpoints.exportRuns, tokens: 50 }, ({ app, principal, query, receivedAt }) =>
  exportAnswer(exportRuns(app.engine.context, principal, query), query.format, receivedAt),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
