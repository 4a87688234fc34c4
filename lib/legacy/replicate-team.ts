import type { CreateRun } from "@/lib/contracts/create-run";
import type { Json } from "@/lib/contracts/json";
import type { RunFailure } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { digestOf } from "@/lib/core/digest";
import { failure } from "@/lib/core/failure";
import type { Principal } from "@/lib/core/principal";
import { storable } from "@/lib/core/storable";
import { transition } from "@/lib/core/transition";
import { draftOn } from "@/lib/core/transition/draft";
import { releaseAnswer } from "@/lib/core/transition/forward";
import { bounded } from "@/lib/orchestrator/bounded";
import type { Context } from "@/lib/orchestrator/context";
import { failureOf } from "@/lib/orchestrator/failure-of";
import { attemptKey } from "@/lib/orchestrator/provider-call";
import { resolveModel } from "@/lib/orchestrator/request";
import { callsOf } from "@/lib/orchestrator/secrets/calls";
import { sealCreate } from "@/lib/orchestrator/secrets/seal-request";
import { failureIn } from "@/lib/orchestrator/settle-prediction";
import type { Prediction } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import { documentsOf } from "@/lib/store/documents";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import { callOnce } from "./call-provider";
import { changeRecord } from "./change-record";
import { collect } from "./collect";
import { incomplete } from "./incomplete";
import { oneShotLimits } from "./limits";
import { openRecord } from "./open-record";
import { warnOnce } from "./warn-once";

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
   * @throws CodedError `validation_error` as creating a run would, `idempotency_conflict`
   */
  async run(
    principal: Principal,
    body: CreateRun,
    idempotency: IdempotencyClaim | null = null,
  ): Promise<{ run_id: string }> {
    const { context } = this;
    const resolved = await resolveModel(context, body);
    const { provider } = resolved;
    const run_id = context.newId("run");
    const sealed = sealCreate(context, run_id, body, resolved);
    const { model } = sealed;
    const request = { prompt: body.prompt, attachments: sealed.attachments };
    if (body.agent_tool_config) await bounded(provider, "read", { model, request });
    const { edits } = sealed.request;
    const { built, edited, ...assessed } = await bounded(provider, "assess", {
      model,
      request,
      edits,
      answered: false,
    });
    const { capabilities, fixed } = built;
    const { payload, checked } = edited ?? {
      payload: fixed.payload,
      checked: assessed.checked.fixed ?? assessed.checked.proposed,
    };
    const refusal = incomplete(payload, request);
    await openRecord(context, {
      principal,
      run_id,
      body,
      resolved,
      sealed,
      capabilities,
      payload,
      checked,
      refusal,
      idempotency,
    });
    if (refusal) return { run_id };
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
      const prediction = await callOnce(context, provider, execute, call, async (id) => {
        called = id;
        await changeRecord(context, run_id, (run, now) =>
          transition(run, { type: "record_submission", attempt: 1, fence: 1, provider_id: id }, now),
        );
      });
      if (prediction.status === "succeeded") await this.succeed(run_id, prediction);
      else await this.fail(run_id, called, failureIn(prediction));
    } catch (error) {
      context.log.warn({ event: "older_path_failed", run_id, err: error }, "A call on the older path failed");
      await this.fail(run_id, called, failureFrom(error));
    }
    return { run_id };
  }

  private async succeed(run_id: string, prediction: Prediction): Promise<void> {
    const output: Json = storable(prediction.output);
    const { value, issues, quality } = await collect(this.context, run_id, output);
    await changeRecord(
      this.context,
      run_id,
      (run, now) => {
        const settled = transition(
          run,
          {
            type: "settle_succeeded",
            attempt: 1,
            provider_id: prediction.id,
            provider_ms: prediction.predictTimeMs,
            output_digest: digestOf(output),
          },
          now,
        );
        const draft = draftOn(settled.run, run.created_by, now);
        const response = { revision: 1, digest: digestOf(value) };
        releaseAnswer(draft, { trace: [], issues, quality, response }, said("answer_as_it_came"));
        return { run: draft.run, events: [...settled.events, ...draft.events] };
      },
      documentsOf(output, value),
    );
  }

  /** Under the policy `auto`, with which these records are written, a failed call is the end. */
  private async fail(run_id: string, provider_id: string | null, error: RunFailure): Promise<void> {
    await changeRecord(this.context, run_id, (run, now) =>
      transition(run, { type: "settle_failed", attempt: 1, provider_id, provider_ms: null, error }, now),
    );
  }
}

function failureFrom(error: unknown): RunFailure {
  if (!(error instanceof ProviderError)) return failure("internal_error", said("call_could_not_go_on"));
  if (error.kind !== "unknown") return failureOf(error);
  return failure("unknown_outcome", said("call_unknown", { why: error.said }));
}
