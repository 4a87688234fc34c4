import { DecideMany } from "@/lib/contracts/decide";
import { endpoints } from "@/lib/contracts/endpoints";
import { outcomeAnswer, outcomesKept } from "@/lib/http/answers/decision-outcome";
import { notAllowed } from "@/lib/http/answers/not-allowed";
import { route } from "@/lib/http/route/route";
import { decideMany } from "@/lib/orchestrator/decisions/decide-many";

/** Each run counts as if it had been decided by itself. */
const runsDecided = (body: unknown) => DecideMany.parse(body).runs.length;

export const POST = route(
  { ...endpoints.decideMany, tokens: runsDecided, keeps: outcomesKept },
  async ({ app, principal, body, receivedAt }) => {
    const outcomes = await decideMany(app.engine.context, principal, receivedAt, body);
    return { body: { data: outcomes.map(outcomeAnswer), next_cursor: null } };
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
