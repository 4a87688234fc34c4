import type { Output } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { digest, makeAttempt } from "./attempt";
import { minutesAgo, minutesAhead } from "./clock";
import { grace } from "./people";
import { picture } from "./picture";
import { makeRun } from "./run";

export const approved = {
  action: "approve",
  step: "payload_review",
  actor: grace,
  on_behalf_of: null,
  message: null,
  payload_digest: digest,
  at: minutesAgo(5),
} as const;

export const carriedOut = { ...approved, went_on_at: approved.at } as const;

export function makeImage(index: number, hue: number): Output {
  return {
    index,
    kind: "image",
    content_type: "image/webp",
    bytes: 184_302 + index * 7_211,
    url: picture(hue, 1200, 800),
  };
}

/** A run whose answer waits to be released; anything may be set otherwise. */
export function makeAnswered(over: Partial<Run> = {}): Run {
  const outputs = over.outputs ?? [];
  return makeRun({
    current_step: "response_review",
    message: "The answer is reviewed before it is released",
    actions_required: ["approve", "edit", "retry", "reject"],
    expires_at: minutesAhead(11),
    updated_at: minutesAgo(49),
    policy_trace: [
      {
        step: "response_review",
        rule: "policy",
        measured: "require_human",
        threshold: null,
        asks: true,
        reason: "The policy asks a person at every answer",
      },
    ],
    decisions: [carriedOut],
    estimated_cost: { amount: 0.025, currency: "USD", basis: "1 output at $0.025" },
    cost_impact: [],
    attempts: [makeAttempt({ outputs })],
    metadata_timings: {
      total_execution_time_ms: 214_000,
      provider_execution_time_ms: 38_200,
      human_review_time_ms: 171_000,
      step_count: 4,
    },
    ...over,
  });
}
