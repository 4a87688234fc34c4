import type { CreateRun } from "@/lib/contracts/create-run";
import { isFileRef, standsForSomething } from "@/lib/contracts/is-file-ref";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment, RunFailure } from "@/lib/contracts/parts";
import type { FrozenRule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import type { Command } from "@/lib/core/commands";
import { digestOf } from "@/lib/core/digest";
import { failure } from "@/lib/core/failure";
import { endlessSchema } from "@/lib/core/model-schema/resolve-node";
import { effectivePolicy } from "@/lib/core/policy";
import { actorOf, type Principal } from "@/lib/core/principal";
import { wantsSomebody } from "@/lib/core/rules/gate";
import { sameJson } from "@/lib/core/same-json";
import { placedIn } from "@/lib/core/sealed/sealed-in";
import { storable, storableText } from "@/lib/core/storable";
import { bounded } from "@/lib/orchestrator/bounded";
import { attemptInHand } from "@/lib/orchestrator/calls/attempt-in-hand";
import { gatherAnswer } from "@/lib/orchestrator/calls/collect-answer";
import { failureOf } from "@/lib/orchestrator/calls/failure-of";
import { attemptKey } from "@/lib/orchestrator/calls/provider-call";
import { failureIn } from "@/lib/orchestrator/calls/settle-prediction";
import type { Context } from "@/lib/orchestrator/context";
import { budgetIn } from "@/lib/orchestrator/decisions/over-budget";
import { filesFor } from "@/lib/orchestrator/files/named-files";
import { holdAhead } from "@/lib/orchestrator/holds/wait-of-hold";
import { perform } from "@/lib/orchestrator/perform";
import { type AdmittedRequest, admitRequest } from "@/lib/orchestrator/requests/admit-request";
import { planRequest, type RequestPlan } from "@/lib/orchestrator/requests/plan-request";
import { runModel } from "@/lib/orchestrator/requests/request";
import { rulesFor } from "@/lib/orchestrator/requests/rules-for";
import { startRun } from "@/lib/orchestrator/requests/start-run";
import { wentUnchecked } from "@/lib/orchestrator/requests/unchecked";
import { callsOf } from "@/lib/orchestrator/secrets/calls";
import { joined } from "@/lib/orchestrator/secrets/secret-issues";
import { keepAddress } from "@/lib/orchestrator/webhooks/locked-address";
import type { Prediction, Provider } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { Held } from "@/lib/store/holds";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { type Documents, documentsOf } from "@/lib/store/runs/documents";
import { loadRun } from "@/lib/store/runs/load-run";
import { callOnce, placeAt } from "./call-provider";
import { oneShotLimits } from "./limits";
import { warnOnce } from "./warn-once";

function holds(value: Json, text: string): boolean {
  if (typeof value === "string") return value.includes(text);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some((item) => holds(item, text));
}

function namesFile({ request, kept, model }: AdmittedRequest): boolean {
  return placedIn([request.attachments, kept.edits, model.exampleInput], isFileRef).length > 0;
}

function holdsFile(payload: JsonObject, { url }: Attachment): boolean {
  if (typeof url === "string") return holds(payload, url);
  return placedIn(payload, standsForSomething).some(({ value }) => sameJson(value as Json, url as Json));
}

/** Why a payload must not be sent: the prompt or an attachment that was given is not in it. Null when all are. */
function incomplete(
  payload: JsonObject,
  { prompt, attachments }: { prompt: string; attachments: Attachment[] },
): RunFailure | null {
  const missing = attachments.findIndex((attachment) => !holdsFile(payload, attachment));
  if (!holds(payload, prompt)) return failure("payload_incomplete", said("prompt_not_in_payload"));
  return missing < 0
    ? null
    : failure("payload_incomplete", said("attachment_not_in_payload", { number: missing + 1 }));
}

/** Nobody is asked about a one-shot record, and a call of it that fails is its end. */
const policy = effectivePolicy({ policy: "auto" });

interface Opening {
  principal: Principal;
  run_id: string;
  body: CreateRun;
  admitted: AdmittedRequest;
  plan: RequestPlan;
  refusal: RunFailure | null;
  idempotency: IdempotencyClaim | null;
}

/**
 * The one-shot path: prompt and tool configuration in, the model's answer out, nobody asked.
 * @deprecated Nobody reviews what it sends. Create runs instead: `POST /api/hitl/runs`.
 */
export class ReplicateTeam {
  constructor(private readonly context: Context) {
    warnOnce(context.log);
  }

  /**
   * Builds the payload, checks that prompt and attachments are in it, calls the provider once, removes what names the
   * provider from the answer, and keeps a record of it all: a run with `path: "legacy"`, ended when this returns.
   * @returns the record's id, the plan that was carried out and the rules that concerned it; null, and nothing done,
   *   when a rule has somebody look at such a request, a budget does, or an admin holds its call: that waits where it can
   * @throws CodedError `validation_error` as creating a run would, `idempotency_conflict`
   */
  async run(
    principal: Principal,
    body: CreateRun,
    idempotency: IdempotencyClaim | null = null,
  ): Promise<{ run_id: string; plan: RequestPlan; rules: FrozenRule[] } | null> {
    const run_id = this.context.newId("run");
    const admitted = await admitRequest(this.context, run_id, body, filesFor(this.context, principal));
    const { provider, model, request, kept, secrets } = admitted;
    // Files of ours are brought to a provider by a reviewed run's call alone.
    if (namesFile(admitted)) return null;
    const rules = await rulesFor(this.context, principal, body, "legacy");
    const asked = { provider, model, request, edits: kept.edits, secrets: joined(new Map(), secrets) };
    const plan = await planRequest({ ...asked, policy, rules });
    if (wantsSomebody(plan.policy)) return null;
    // A payload that cannot be checked would go to a person, and there is none here.
    if (!admitted.foreign) await bounded(provider, "read", { model, request });
    if (wentUnchecked(plan.runs.checked)) throw endlessSchema();
    const asks = { model: runModel({ provider, model }), created_by: actorOf(principal) };
    if (await holdAhead(this.context, { state: asks, userId: body.user_id ?? null })) return null;
    const refusal = incomplete(plan.runs.payload, request) ?? (await turnedAway(provider));
    // By this clock nothing that is written down as being sent is sent late.
    const fencedAt = performance.now();
    try {
      await this.open({ principal, run_id, body, admitted, plan, refusal, idempotency });
    } catch (error) {
      if (error instanceof Held || budgetIn(error)) return null;
      throw error;
    }
    if (!refusal) await this.call(run_id, admitted, plan.runs.payload, fencedAt);
    return { run_id, plan, rules };
  }

  /**
   * Writes down that the call is about to be made, before it is made: request, payload, and an attempt that counts as
   * being submitted from here on, for after a crash nobody can say whether it was.
   */
  private async open({
    principal,
    run_id,
    body,
    admitted,
    plan,
    refusal,
    idempotency,
  }: Opening): Promise<void> {
    const { provider, model, attachments, kept, secrets } = admitted;
    const { payload, checked } = plan.runs;
    const { capabilities, operation_type } = plan.found;
    const by = actorOf(principal);
    const overAt = this.context.clock().getTime() + oneShotLimits.deadline;
    const lease_until = new Date(overAt).toISOString();
    const closes_at = new Date(overAt + oneShotLimits.grace).toISOString();
    const assess: Command = {
      type: "assess_one_shot",
      by,
      capabilities,
      operation_type,
      payload: checked,
      refusal,
      closes_at,
    };
    const begin: Command = { type: "begin_submission", attempt: 1, lease_until };
    await startRun(
      this.context,
      {
        run_id,
        by,
        model: runModel({ provider, model }),
        policy,
        prompt: body.prompt,
        attachments,
        parent_run_id: null,
        one_shot: true,
      },
      {
        path: "legacy",
        ownerId: principal.id,
        userId: body.user_id ?? null,
        sessionId: body.session_id ?? null,
        request: { ...kept, webhook_url: keepAddress(this.context, principal.id, kept.webhook_url) },
        description: model,
        secrets: refusal ? [] : secrets,
      },
      idempotency,
      { commands: refusal ? [assess] : [assess, begin], documents: documentsOf(payload) },
    );
  }

  private async call(
    run_id: string,
    { provider, model }: Pick<AdmittedRequest, "provider" | "model">,
    payload: JsonObject,
    fencedAt: number,
  ): Promise<void> {
    const { context } = this;
    const call = {
      model: { name: model.name, version: model.version },
      payload,
      attemptKey: attemptKey(run_id, 1),
      webhookUrl: null,
      cancelAfterSeconds: oneShotLimits.deadline / 1000,
    };
    let called: string | null = null;
    try {
      const { execute } = await callsOf(context, run_id, provider);
      const prediction = await callOnce(context, provider, execute, call, fencedAt, async (provider_id) => {
        called = provider_id;
        await this.record(run_id, { type: "record_submission", attempt: 1, fence: 1, provider_id });
      });
      if (prediction.status === "succeeded") await this.succeed(run_id, prediction);
      else await this.fail(run_id, called, failureIn(prediction), prediction);
    } catch (error) {
      context.log.warn({ event: "older_path_failed", run_id, err: error }, "A call on the older path failed");
      await this.fail(run_id, called, failureFrom(error));
    }
  }

  private async succeed(run_id: string, prediction: Prediction): Promise<void> {
    const output = storable(prediction.output);
    const unreadable = prediction.unreadable?.map(storableText);
    const stored = await loadRun(this.context.db.prisma, run_id);
    const { answer } = await gatherAnswer(this.context, stored, output, unreadable ?? []);
    const { value, ...found } = answer;
    const command: Command = {
      type: "settle_one_shot",
      attempt: 1,
      provider_id: prediction.id,
      provider_ms: prediction.predictTimeMs,
      output_digest: digestOf(output),
      ...(unreadable && { unreadable }),
      ...(prediction.billedUsd !== undefined && { billed_usd: prediction.billedUsd }),
      digest: digestOf(value),
      ...found,
    };
    await this.record(run_id, command, documentsOf(output, value));
  }

  /** `told` is what the provider says of a call that it made: a refusal may be charged, too. */
  private async fail(
    run_id: string,
    provider_id: string | null,
    error: RunFailure,
    { predictTimeMs: provider_ms = null, billedUsd: billed_usd }: Partial<Prediction> = {},
  ): Promise<void> {
    await this.record(run_id, {
      type: "settle_failed",
      attempt: 1,
      provider_id,
      provider_ms,
      error,
      ...(billed_usd !== undefined && { billed_usd }),
    });
  }

  /** Writes into the record, unless somebody cancelled it meanwhile: then nothing is written any more. */
  private async record(run_id: string, command: Command, documents: Documents = new Map()): Promise<void> {
    await perform(this.context, run_id, ({ state }) =>
      attemptInHand(state, 1) ? { command, documents } : null,
    );
  }
}

/** Why a provider has no place for a call in all the time that one waits for it; null when it has. */
async function turnedAway(provider: Provider): Promise<RunFailure | null> {
  try {
    await placeAt(provider);
    return null;
  } catch (error) {
    return failureFrom(error);
  }
}

function failureFrom(error: unknown): RunFailure {
  if (!(error instanceof ProviderError)) return failure("internal_error", said("call_could_not_go_on"));
  if (error.kind !== "unknown") return failureOf(error);
  return failure("unknown_outcome", said("call_unknown", { why: error.said }));
}
