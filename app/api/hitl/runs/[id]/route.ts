import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { runAnswer } from "@/lib/http/run-answer";

export const GET = route(endpoints.getRun, ({ app, principal, params }) =>
  runAnswer({ app, principal, runId: params.id }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
