import { z } from "zod";
import type { CreateRun } from "@/lib/contracts/create-run";
import { FileRef } from "@/lib/contracts/file-ref";
import { Json, JsonObject } from "@/lib/contracts/json";
import type { Attachment } from "@/lib/contracts/parts";
import { WebhookEvent } from "@/lib/contracts/replicate/prediction";
import { Sealed } from "@/lib/contracts/sealed";
import { modelDigests } from "@/lib/core/beside";
import type { RunModel } from "@/lib/core/state";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import { sampleOutput } from "@/lib/providers/payload/sample-output";
import type { Context } from "../context";
import { LockedAddress } from "../webhooks/locked-address";

/** What a request lays over the payload that would be proposed for it. */
const RequestEdits = z.object({
  /** A payload that stands in its place; a fork's is its parent's. */
  payload: JsonObject.nullable(),
  /** JSON Merge Patches, the first one first: two of them cannot always be written as one. */
  patches: z.array(JsonObject),
});
export type RequestEdits = z.infer<typeof RequestEdits>;

/** As forks kept their edits while nothing else had any. */
const ForkEdits = z
  .object({ payload: JsonObject.nullable(), patch: JsonObject })
  .transform(({ payload, patch }): RequestEdits => ({ payload, patches: [patch] }));

const KeptQuestion = z.object({ body: z.string().nullable(), context: Json });

const KeptFields = z.object({
  user_email: z.string().nullable(),
  agent_email: z.string().nullable(),
  message_type: z.string().nullable(),
  log_id: z.string().nullable(),
  document_url: z.union([z.string(), Sealed, FileRef]).nullable(),
  webhook_url: z.union([z.string(), LockedAddress]).nullable(),
  /** What a prediction's webhook is sent for, in Replicate's words; null where the run's own events are told. */
  webhook_events: z.array(WebhookEvent).nullable().default(null),
  /** After so long, from its creation on, it is cancelled; null where the request says nothing of it. */
  cancel_after_seconds: z.number().nullable().default(null),
  /** What a question of another system says beside its title and its arguments; null for a run of a model. */
  question: KeptQuestion.nullable().default(null),
  metadata: JsonObject,
  edits: RequestEdits.nullable().default(null),
  fork: ForkEdits.nullish(),
});

/** What a request said besides prompt, attachments and model; kept as it came. */
export const KeptRequest = KeptFields.transform(({ fork, ...kept }) => ({
  ...kept,
  edits: kept.edits ?? fork ?? null,
}));
export type KeptRequest = z.infer<typeof KeptRequest>;

/** A request as it is asked for here; what only the ingress can say is not on the wire of `POST /api/hitl/runs`. */
export interface AskedRun extends CreateRun {
  webhook_events?: readonly WebhookEvent[] | null;
  cancel_after_seconds?: number | null;
  question?: z.infer<typeof KeptQuestion>;
  /** What its call costs, in US dollars, where whoever asks says it. */
  cost_usd?: number | null;
}

export function keptRequest(body: AskedRun): KeptRequest {
  return {
    user_email: body.user_email ?? null,
    agent_email: body.agent_email ?? null,
    message_type: body.message_type ?? null,
    log_id: body.log_id ?? null,
    document_url: body.document_url ?? null,
    webhook_url: body.webhook_url ?? null,
    webhook_events: body.webhook_events ? [...body.webhook_events] : null,
    cancel_after_seconds: body.cancel_after_seconds ?? null,
    question: body.question ?? null,
    metadata: body.metadata ?? {},
    edits: editsIn(body),
  };
}

function editsIn({ edits }: Pick<CreateRun, "edits">): RequestEdits | null {
  const { payload: patch, payload_whole: whole } = edits ?? {};
  if (patch === undefined && whole === undefined) return null;
  return { payload: whole ?? null, patches: patch === undefined ? [] : [patch] };
}

/** All attachments of a request in order: the document first. */
export function attachmentsOf(body: Pick<CreateRun, "attachments" | "document_url">): Attachment[] {
  const given = (body.attachments ?? []).map((one) => (typeof one === "string" ? { url: one } : one));
  return body.document_url ? [{ url: body.document_url }, ...given] : given;
}

export interface ResolvedModel {
  provider: Provider;
  model: ModelDescription;
  /** True for a description that nobody has worked with yet: it came with the request, or from the provider just now. */
  foreign: boolean;
}

/**
 * The provider and model a request is for: from its tool configuration, or from the catalogue.
 * @throws CodedError `validation_error` naming the tools there are, or the catalogue's refusal
 */
export async function resolveModel(
  context: Pick<Context, "registry" | "findModel">,
  body: Pick<AskedRun, "model" | "agent_tool_config" | "cost_usd">,
): Promise<ResolvedModel> {
  if (body.model != null) {
    const found = await context.findModel(body.model);
    const { model, foreign = false } = found;
    return { provider: context.registry.byName(found.provider), model, foreign };
  }
  const { provider, data } = context.registry.resolveTool(body.agent_tool_config ?? {});
  const named = { name: data.name, version: data.latest_version ?? null };
  return {
    provider,
    foreign: true,
    model: {
      ...(provider.readReference?.(named) ?? named),
      description: data.description ?? null,
      exampleInput: data.example_input ?? {},
      ...(data.example_output === undefined ? {} : { exampleOutput: sampleOutput(data.example_output) }),
      openapiSchema: data.openapi_schema ?? null,
      ...(body.cost_usd != null && { price: { amountUsd: body.cost_usd, per: "call" } }),
      unproven: true,
    },
  };
}

/** The model as the run's state names it. */
export function runModel({ provider, model }: Pick<ResolvedModel, "provider" | "model">): RunModel {
  return {
    provider: provider.name,
    tool: provider.tool,
    name: model.name,
    version: model.version,
    ...modelDigests(model),
    ...(model.unproven && { unproven: true }),
    ...(provider.asksOnly && { asks_only: true }),
  };
}
