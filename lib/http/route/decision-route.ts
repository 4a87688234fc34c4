import type { z } from "zod";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import type { RunParams } from "@/lib/contracts/endpoints/params";
import type { Json } from "@/lib/contracts/json";
import type { Seen } from "@/lib/contracts/parts";
import type { RunState } from "@/lib/core/state";
import type { Context } from "@/lib/orchestrator/context";
import type { Deciding } from "@/lib/orchestrator/decisions/deciding";
import { decidedAnswer, replayDecision } from "../answers/run-answer";
import { versionOf } from "./if-match";
import { type RouteInput, route } from "./route";

interface QuestionBody {
  actor?: Json | undefined;
  approval_token?: string | undefined;
  payload_digest?: string | undefined;
  answer_digest?: string | undefined;
  seen?: Seen | undefined;
  undo_seconds?: number | undefined;
}

type Decide<Body> = (context: Context, runId: string, deciding: Deciding, body: Body) => Promise<RunState>;

/** The row of a decision about a run's open question. */
interface DecisionEndpoint<Body> extends Endpoint {
  role: "reviewer";
  params: typeof RunParams;
  query?: never;
  body: z.ZodType<Body>;
}

/** A `POST` that decides a run: every decision names its question, its principal and its key in the same way. */
export function decisionRoute<Body extends QuestionBody>(
  endpoint: DecisionEndpoint<Body>,
  decide: Decide<Body>,
) {
  const options = { ...endpoint, replay: replayDecision } as const;
  return route(options, async (input: RouteInput<typeof options>) => {
    const { app, principal, params, receivedAt, ifMatch, idempotency, prefer } = input;
    const { actor, approval_token, payload_digest, answer_digest, undo_seconds, seen } = input.body;
    const if_match = versionOf(ifMatch);
    const question = { approval_token, payload_digest, answer_digest, if_match, received_at: receivedAt };
    const deciding = { principal, question, actor, idempotency, undo_seconds, seen };
    await decide(app.engine.context, params.id, deciding, input.body);
    return decidedAnswer({ app, principal, runId: params.id }, prefer);
  });
}
