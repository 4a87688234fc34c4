import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { runAnswer } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";
import { eraseByHand } from "@/lib/orchestrator/erasing/erase-run";

export const DELETE = route(endpoints.eraseDocuments, async ({ app, principal, params, query, body }) => {
  await eraseByHand(app.engine.context, principal, params.id, body.why ?? query.why);
  return runAnswer({ app, principal, runId: params.id });
});

export const { GET, POST, PUT, PATCH } = notAllowed("DELETE");
