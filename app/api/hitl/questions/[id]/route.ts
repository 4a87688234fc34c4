import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { questionAnswer } from "@/lib/http/answers/question-answer";
import { route } from "@/lib/http/route/route";

export const GET = route(endpoints.getQuestion, ({ app, principal, params, prefer }) =>
  questionAnswer({ app, principal, runId: params.id, prefer }),
);

export const { POST, PUT, PATCH, DELETE } = notAllowed("GET");
