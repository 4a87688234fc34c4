import { DecideMany } from "@/lib/contracts/decide";
import { outcomeAnswer } from "@/lib/http/decision-outcome";
import { notAllowed } from "@/lib/http/not-allowed";
import { route } from "@/lib/http/route";
import { decideMany } from "@/lib/orchestrator/decide-many";

export const POST = route(
  { role: "reviewer", body: DecideMany },
  async ({ app, principal, body, receivedAt }) => {
    const outcomes = await decideMany(app.engine.context, principal, receivedAt, body);
    return { body: { data: outcomes.map(outcomeAnswer), next_cursor: null } };
  },
);

export const { GET, PUT, PATCH, DELETE } = notAllowed("POST");
