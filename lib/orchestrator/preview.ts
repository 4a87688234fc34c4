import type { CreateRun } from "@/lib/contracts/create-run";
import type { Preview } from "@/lib/contracts/run";
import { english } from "@/lib/contracts/sentences";
import { effectivePolicy, evaluatePolicy } from "@/lib/core/policy";
import { shownInputSchema } from "@/lib/providers/payload/shown-schema";
import { bounded } from "./bounded";
import { diffFromExample, withIssues } from "./build";
import type { Context } from "./context";
import { resolveModel } from "./request";
import { sealCreate } from "./secrets/seal-request";
import { joined, secretIssues } from "./secrets/secret-issues";

/**
 * What a run of this body would meet: its payload, its issues, its cost, and where it would stop and why. Stores nothing.
 * @throws CodedError `validation_error` as a create would
 */
export async function previewRun(
  context: Pick<Context, "registry" | "findModel" | "newId" | "secrets">,
  body: CreateRun,
): Promise<Preview> {
  const resolved = await resolveModel(context, body);
  const { provider } = resolved;
  // A name of its own, so that what is sealed here says nothing of any run.
  const sealed = sealCreate(context, context.newId("preview"), body, resolved);
  const { model } = sealed;
  const policy = effectivePolicy(body.hitl_config);
  const request = { prompt: body.prompt, attachments: sealed.attachments };
  const { edits } = sealed.request;
  const assessed = await bounded(provider, "assess", { model, request, edits, answered: false });
  const { built, edited } = assessed;
  const { capabilities, operation_type, safety_flags, proposal } = built;
  const { proposed, fixed } = assessed.checked;
  const { payload, checked: unsealed } = edited ?? { payload: proposal.payload, checked: proposed };
  const known = joined(new Map(), sealed.secrets);
  const checked = withIssues(unsealed, secretIssues(payload, model, known));
  const { placements } = edited ? built.fixed : proposal;
  const mended =
    edited || !fixed ? undefined : withIssues(fixed, secretIssues(built.fixed.payload, model, known));
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
    input_schema: shownInputSchema(model),
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
