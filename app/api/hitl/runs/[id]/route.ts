import { RunParams } from "@/lib/http/decision-route";
import { route } from "@/lib/http/route";
import { runAnswer } from "@/lib/http/run-answer";

export const GET = route({ role: "requester", params: RunParams }, ({ app, principal, params }) =>
  runAnswer({ app, principal, runId: params.id }),
);
