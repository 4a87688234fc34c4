import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { newRunAnswer } from "@/lib/http/run-answer";

export const GET = route(endpoints.getRun, ({ app, principal, params, headers }) =>
  newRunAnswer({ app, principal, runId: params.id }, headers.get("if-none-match")),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
