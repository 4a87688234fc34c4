import type { JsonObject } from "@/lib/contracts/json";
import type { HitlConfig } from "@/lib/contracts/policy";
import type { WebhookEvent } from "@/lib/contracts/replicate/prediction";
import { said } from "@/lib/contracts/sentences";
import type { PolicyName } from "@/lib/contracts/words";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { modelOfVersion } from "@/lib/store/models";
import { bounded } from "../bounded";
import type { Context } from "../context";
import { promptLimit } from "../limits";
import { createRun } from "../requests/create";

/** A prediction as it is asked for. */
export interface WantedPrediction {
  /** `owner/name`, or with a version `owner/name:version`; of `POST /predictions` a version's id alone, too. */
  reference: string;
  input: JsonObject;
  /** What the request's headers say of review; null where they say nothing. */
  policy: PolicyName | null;
  metadata: JsonObject;
  /** In seconds; null where it may take as long as it takes. */
  cancelAfter: number | null;
  webhook: string | null;
  /** What it is sent for; null as Replicate does without a word about it. */
  events: readonly WebhookEvent[] | null;
}

/** "Whenever there are new outputs or the prediction has finished." */
const usualEvents = ["output", "completed"] as const satisfies WebhookEvent[];

/** Without a word about it a person looks at the payload; the organisation's rules may want more. */
function reviewOf(policy: PolicyName | null): HitlConfig {
  if (policy !== null) return { policy };
  return { policy: "require_human", allowed_steps: ["payload_review"] };
}

/** The provider that has the model; what the sandbox has it runs itself, so that an application can be tried without an account. */
function providerOf({ registry }: Context, name: string): string {
  const sandbox = registry.list().find((one) => one.sandbox);
  const own = sandbox?.models().some(({ model }) => model.name === name);
  return sandbox && own ? sandbox.name : "replicate";
}

/** The model in the product's own words: `provider:owner/name:version`. */
async function modelOf(context: Context, reference: string): Promise<string> {
  if (reference.includes("/")) {
    const [name = ""] = reference.split(":");
    return `${providerOf(context, name)}:${reference}`;
  }
  const name = await modelOfVersion(context.db.prisma, "replicate", reference);
  if (name === null)
    throw refusal("validation_error", said("version_of_no_model", { version: reference.slice(0, 100) }));
  return `replicate:${name}:${reference}`;
}

/**
 * Creates a run of exactly this input: what a client sent is what is reviewed, with nothing proposed in its place.
 *
 * @param idempotency tied to the run in the same transaction, when the client sent a key
 * @returns the run where it first rests or works
 * @throws CodedError `not_found` for a model there is not, `validation_error` for one that cannot be read, and for a
 *   version of which nobody knows the model, `idempotency_conflict`
 */
export async function createPrediction(
  context: Context,
  principal: Principal,
  { reference, input, policy, metadata, cancelAfter, webhook, events }: WantedPrediction,
  idempotency: IdempotencyClaim | null = null,
): Promise<RunState> {
  const model = await modelOf(context, reference);
  const found = await context.findModel(model);
  const provider = context.registry.byName(found.provider);
  const words = await bounded(provider, "words", { model: found.model, input });
  const body = {
    prompt: [...words].slice(0, promptLimit).join(""),
    model,
    edits: { payload_whole: input },
    hitl_config: reviewOf(policy),
    metadata,
    webhook_url: webhook,
    cancel_after_seconds: cancelAfter,
    webhook_events: events ?? usualEvents,
  };
  return createRun(context, principal, body, idempotency);
}
