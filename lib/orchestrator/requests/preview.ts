import type { CreateRun } from "@/lib/contracts/create-run";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Preview } from "@/lib/contracts/run";
import { english } from "@/lib/contracts/sentences";
import { effectivePolicy } from "@/lib/core/policy";
import type { ModelDescription } from "@/lib/providers/contract";
import { shownInputSchema } from "@/lib/providers/payload/shown-schema";
import type { Context } from "../context";
import { type FindsFiles, findsNone } from "../files/named-files";
import { joined } from "../secrets/secret-issues";
import { admitRequest } from "./admit-request";
import { diffFromExample } from "./build";
import { planRequest, type RequestPlan } from "./plan-request";

/** Fixes are shown beside the proposal; where the request wants something else, that is all there is. */
function fixesOf(model: ModelDescription, { fixed, edited }: RequestPlan): Preview["automatic_fixes"] {
  if (edited || !fixed) return null;
  const { payload, placements, checked } = fixed;
  return {
    payload,
    payload_digest: checked.digest,
    changes: checked.fixes.map(english),
    changes_said: checked.fixes,
    placements: [...placements],
    validation_issues: checked.issues,
    diff_from_example: diffFromExample(model, payload),
  };
}

/**
 * What a run of this body would meet: its payload, its issues, its cost, and where it would stop and why. Stores
 * nothing, and asks the provider nothing.
 * @param rules the organisation's that concern it
 * @param findFiles the files of ours that it names
 * @throws CodedError `validation_error` as a create would
 */
export async function previewRun(
  context: Pick<Context, "registry" | "findModel" | "newId" | "secrets">,
  body: CreateRun,
  rules: readonly FrozenRule[],
  findFiles: FindsFiles = findsNone,
): Promise<Preview> {
  // A name of its own, so that what is sealed here says nothing of any run.
  const admitted = await admitRequest(context, context.newId("preview"), body, findFiles);
  const { provider, model, request, kept, secrets } = admitted;
  const plan = await planRequest({
    provider,
    model,
    request,
    edits: kept.edits,
    secrets: joined(new Map(), secrets),
    policy: effectivePolicy(body.hitl_config),
    rules,
  });
  const { payload, placements, checked } = plan.edited ?? plan.proposed;
  return {
    provider: provider.name,
    model: model.name,
    capabilities: plan.found.capabilities,
    operation_type: plan.found.operation_type,
    input_schema: shownInputSchema(model),
    example_payload: model.exampleInput,
    suggested_payload: payload,
    placements: [...placements],
    mapping_confidence: plan.found.confidence,
    payload_digest: checked.digest,
    validation_issues: checked.issues,
    automatic_fixes: fixesOf(model, plan),
    diff_from_example: diffFromExample(model, payload),
    estimated_cost: plan.cost,
    policy_trace: plan.trace,
    would_pause_at: plan.stops_at,
  };
}
