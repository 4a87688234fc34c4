import type { HitlConfig } from "@/lib/contracts/policy";
import type { NewQuestion } from "@/lib/contracts/questions";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { documentOf } from "@/lib/core/model-schema/plain-schema";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { bounded } from "../bounded";
import type { Context } from "../context";
import { createRun } from "../requests/create";
import { type AskedRun, resolveModel } from "../requests/request";

const tool = "external";

/** A question has one place to be asked at, where its arguments are looked at. */
function reviewOf(config: HitlConfig | null): HitlConfig {
  const { policy = "require_human", allowed_steps: steps, ...rest } = config ?? {};
  if (policy !== "require_human" || steps?.length)
    return { ...rest, policy, ...(steps && { allowed_steps: steps }) };
  return { ...rest, policy, allowed_steps: ["payload_review"] };
}

function runOf({ title, schema, arguments: given, ...question }: NewQuestion): AskedRun {
  const { body, context, cost, group_id, callback_url, hitl_config, metadata } = question;
  return {
    prompt: title,
    agent_tool_config: {
      [tool]: {
        data: {
          name: "external/question",
          example_input: given,
          openapi_schema: schema ? documentOf(schema) : null,
        },
      },
    },
    hitl_config: reviewOf(hitl_config ?? null),
    session_id: group_id ?? null,
    webhook_url: callback_url ?? null,
    metadata: metadata ?? null,
    question: { body: body ?? null, context: context ?? null },
    cost_usd: cost ?? null,
  };
}

/** @throws CodedError `validation_error` for a schema that is none, or that edits could not be checked with */
async function demandCheckable(context: Context, asked: AskedRun): Promise<void> {
  const { provider, model } = await resolveModel(context, asked);
  if (model.openapiSchema === null || (await bounded(provider, "checkable", { model }))) return;
  const says = said("question_schema_unreadable");
  throw refusal("validation_error", says, [{ pointer: "/schema", says }]);
}

/**
 * Asks a person about what another system is about to do: a run whose payload is the arguments and whose call is nothing.
 * Arguments that break their own schema are asked about all the same, with what is wrong with them.
 *
 * @param body a validated `POST /api/hitl/questions`
 * @param idempotency as of `createRun`
 * @returns the run
 * @throws CodedError `validation_error` for a schema that cannot be read or has no end, `idempotency_conflict`
 */
export async function askQuestion(
  context: Context,
  principal: Principal,
  body: NewQuestion,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  const asked = runOf(body);
  await demandCheckable(context, asked);
  return createRun(context, principal, asked, idempotency);
}
