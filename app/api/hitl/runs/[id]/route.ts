import { RunParams } from "@/lib/http/decision-route";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { runAnswer } from "@/lib/http/run-answer";

export const GET = route({ role: "requester", params: RunParams }, ({ app, principal, params }) =>
  runAnswer({ app, principal, runId: params.id }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
