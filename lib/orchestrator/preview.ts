import type { CreateRun } from "@/lib/contracts/create-run";
import type { Preview } from "@/lib/contracts/run";
import { english } from "@/lib/contracts/sentences";
import { effectivePolicy, evaluatePolicy } from "@/lib/core/policy";
import { inputSchemaOf } from "@/lib/providers/payload/input-schema";
import { bounded } from "./bounded";
import { diffFromExample } from "./build";
import type { Context } from "./context";
import { attachmentsOf, keptRequest, resolveModel } from "./request";

/**
 * What a run of this body would meet: its payload, its issues, its cost, and where it would stop and why. Stores nothing.
 * @throws CodedError `validation_error` as a create would
 */
export async function previewRun(
  context: Pick<Context, "registry" | "findModel">,
  body: CreateRun,
): Promise<Preview> {
  const { provider, model } = await resolveModel(context, body);
  const policy = effectivePolicy(body.hitl_config);
  const request = { prompt: body.prompt, attachments: attachmentsOf(body) };
  const { edits } = keptRequest(body);
  const assessed = await bounded(provider, "assess", { model, request, edits, answered: false });
  const { built, edited } = assessed;
  const { capabilities, operation_type, safety_flags, proposal } = built;
  const { proposed, fixed } = assessed.checked;
  const { payload, checked } = edited ?? { payload: proposal.payload, checked: proposed };
  const { placements } = edited ? built.fixed : proposal;
  const mended = edited ? undefined : fixed;
  // Policy will look at what would run, which is the edited payload, else the fixed one.
  const { issues, cost, changes } = mended ?? checked;
  const error_issues = issues.filter((issue) => issue.severity === "error").length;
  const trace = [
    ...evaluatePolicy(policy, { step: "information_review", confidence: proposal.confidence, safety_flags }),
    ...evaluatePolicy(policy, { step: "payload_review", changes, cost, error_issues }),
  ];
  const stop = trace.find((entry) => entry.asks)?.step;
  // What the answer will be like nobody knows yet; that somebody will look at it, policy can tell.
  const later = policy.policy === "require_human" && policy.allowed_steps.includes("response_review");
  return {
    provider: provider.name,
    model: model.name,
    capabilities,
    operation_type,
    input_schema: inputSchemaOf(model),
    example_payload: model.exampleInput,
    suggested_payload: payload,
    placements,
    mapping_confidence: proposal.confidence,
    payload_digest: checked.digest,
    validation_issues: checked.issues,
    automatic_fixes: mended
      ? {
          payload: built.fixed.payload,
          payload_digest: mended.digest,
          changes: mended.fixes.map(english),
          changes_said: mended.fixes,
          placements: built.fixed.placements,
          validation_issues: mended.issues,
          diff_from_example: diffFromExample(model, built.fixed.payload),
        }
      : null,
    diff_from_example: diffFromExample(model, payload),
    estimated_cost: cost,
    policy_trace: trace,
    would_pause_at: stop ?? (later ? "response_review" : null),
  };
}
