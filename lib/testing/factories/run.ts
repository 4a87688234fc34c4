import type { Run } from "@/lib/contracts/run";
import { digest } from "./attempt";
import { minutesAgo, minutesAhead } from "./clock";
import { fluxSchema } from "./flux-schema";
import { storefront, system } from "./people";

const example = {
  prompt: 'black forest gateau cake spelling out the words "FLUX DEV", tasty, food photography, dynamic shot',
  aspect_ratio: "1:1",
  prompt_strength: 0.8,
  num_outputs: 1,
  num_inference_steps: 28,
  guidance: 3,
  output_format: "webp",
  output_quality: 80,
  disable_safety_checker: false,
  go_fast: true,
};

const prompt =
  "A red bicycle leaning against the railing of a stone quay at first light, mist over the water, 35 mm film, soft contrast";

/** A run that waits at the payload review; anything may be set otherwise. */
export function makeRun(over: Partial<Run> = {}): Run {
  const payload = { ...example, prompt: over.prompt ?? prompt, aspect_ratio: "3:2", num_outputs: 4 };
  return {
    run_id: "run_01jc4m8qv2x7",
    status: "awaiting_human",
    current_step: "payload_review",
    version: 7,
    provider: "replicate",
    model: "black-forest-labs/flux-dev",
    model_version: "53d5d1586a229bd033e060941789bfb0c177cefd5ef638f34b3099658343a897",
    operation_type: "image_generation",
    prompt,
    attachments: [],
    metadata: {},
    user_id: null,
    session_id: null,
    created_by: storefront,
    request: {
      by: storefront,
      user_id: null,
      user_email: null,
      agent_email: null,
      session_id: null,
      message_type: null,
      log_id: null,
      document_url: null,
      webhook_url: null,
    },
    created_at: minutesAgo(8),
    updated_at: minutesAgo(8),
    completed_at: null,
    expires_at: minutesAhead(52),
    hitl_config: {
      policy: "auto_with_thresholds",
      review_thresholds: {
        confidence_min: 0.9,
        payload_changes_max: 5,
        response_quality_min: 0.7,
        cost_max_usd: 0.05,
        safety_flags: ["pii", "nsfw", "copyright"],
      },
      allowed_steps: ["information_review", "payload_review", "api_call", "response_review"],
      timeout_seconds: 3600,
      on_timeout: "expire",
    },
    policy_trace: [
      {
        step: "information_review",
        rule: "confidence_min",
        measured: 0.98,
        threshold: 0.9,
        asks: false,
        reason: "Mapping confidence 98 % is at or over 90 %",
      },
      {
        step: "information_review",
        rule: "safety_flags",
        measured: [],
        threshold: ["pii", "nsfw", "copyright"],
        asks: false,
        reason: "No watched safety flag is raised",
      },
      {
        step: "payload_review",
        rule: "cost_max_usd",
        measured: 0.1,
        threshold: 0.05,
        asks: true,
        reason: "Estimated cost $0.10 is over $0.05",
      },
      {
        step: "payload_review",
        rule: "payload_changes_max",
        measured: 2,
        threshold: 5,
        asks: false,
        reason: "2 changes against the example, at most 5 may pass",
      },
    ],
    policy_rules: [],
    message: "Estimated cost $0.10 is over $0.05",
    actions_required: ["approve", "edit", "reject"],
    approval_token: "tok_7qv2x7m8",
    capabilities: {
      operation_type: "image_generation",
      inputs: [],
      supports_streaming: false,
      supports_cancellation: true,
      sandbox: false,
    },
    input_schema: fluxSchema,
    example_payload: example,
    suggested_payload: payload,
    payload_revision: 2,
    payload_digest: digest,
    validation_issues: [],
    diff_from_example: [],
    estimated_cost: { amount: 0.1, currency: "USD", basis: "4 images at $0.025" },
    cost_impact: [{ pointer: "/num_outputs", amount: 0.075 }],
    processed_response: null,
    attempts: [],
    outputs: [],
    result: null,
    error: null,
    parent_run_id: null,
    held_back_by: null,
    claimed_by: null,
    claimed_until: null,
    path: "hitl",
    undo_until: null,
    held_decision: null,
    decisions: [],
    step_history: [
      { step: "created", status: "queued", at: minutesAgo(8), actor: system, message: "Run created" },
    ],
    metadata_timings: {
      total_execution_time_ms: 482_000,
      provider_execution_time_ms: 0,
      human_review_time_ms: 479_600,
      step_count: 2,
    },
    events_url: "/api/hitl/runs/run_01jc4m8qv2x7/events",
    ...over,
  };
}
