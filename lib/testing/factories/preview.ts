import type { Preview } from "@/lib/contracts/run";
import { makeRun } from "./run";

export function makePreview(over: Partial<Preview> = {}): Preview {
  const run = makeRun();
  return {
    provider: run.provider,
    model: run.model,
    capabilities: run.capabilities,
    operation_type: run.operation_type,
    input_schema: run.input_schema,
    example_payload: run.example_payload,
    suggested_payload: run.suggested_payload,
    placements: [{ pointer: "/prompt", source: "prompt", rule: "the field named prompt", confidence: 1 }],
    mapping_confidence: 1,
    payload_digest: run.payload_digest,
    validation_issues: run.validation_issues,
    diff_from_example: run.diff_from_example,
    estimated_cost: run.estimated_cost,
    policy_trace: run.policy_trace,
    automatic_fixes: null,
    would_pause_at: "payload_review",
    ...over,
  };
}
