import { endpoints } from "@/lib/contracts/endpoints";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { questionAnswer } from "@/lib/http/answers/question-answer";
import { route } from "@/lib/http/route/route";
import { askQuestion } from "@/lib/orchestrator/questions/ask-question";

export const POST = route(
  { ...endpoints.askQuestion, replay: questionAnswer, counts: "creates" },
  async ({ app, principal, body, idempotency, prefer }) => {
    const { run_id: runId } = await askQuestion(app.engine.context, principal, body, idempotency);
    return questionAnswer({ app, principal, runId, prefer });
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
