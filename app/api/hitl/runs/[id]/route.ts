import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { newRunAnswer } from "@/lib/http/answers/run-answer";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.getRun, ({ app, principal, params, headers }) =>
  newRunAnswer({ app, principal, runId: params.id }, headers.get("if-none-match")),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
