import fc from "fast-check";
import type { Actor, Cost, Issue } from "@/lib/contracts/parts";
import type { Capabilities } from "@/lib/contracts/run";
import { quoted } from "@/lib/contracts/sentences";
import { PolicyName, ReviewStep } from "@/lib/contracts/words";
import type { CheckedPayload, Command, CreateRunCommand } from "@/lib/core/commands";
import { effectivePolicy } from "@/lib/core/policy";
import type { RunState } from "@/lib/core/state";

export const ann: Actor = { kind: "user", id: "user_ann", name: "Ann" };
export const bob: Actor = { kind: "user", id: "user_bob", name: "Bob" };

const capabilities: Capabilities = {
  operation_type: "image_generation",
  inputs: [],
  supports_streaming: false,
  supports_cancellation: true,
  sandbox: true,
};

const digest = fc.integer({ min: 0, max: 5 }).map((n) => `sha256:${n}`);
const issue: fc.Arbitrary<Issue> = fc.record({
  pointer: fc.constant("/prompt"),
  field: fc.constant("prompt"),
  issue: fc.constantFrom("prompt is empty", "prompt is long"),
  severity: fc.constantFrom("error" as const, "warning" as const),
  suggested_fix: fc.constant(null),
  auto_fixable: fc.constant(false),
});
const issues: fc.Arbitrary<Issue[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Issue[]>([]) },
  { weight: 1, arbitrary: fc.array(issue, { maxLength: 2 }) },
);
const cost: fc.Arbitrary<Cost | null> = fc.option(
  fc.record({
    amount: fc.constantFrom(0.01, 0.5),
    currency: fc.constant("USD" as const),
    basis: fc.constant("a price"),
  }),
);
const payload: fc.Arbitrary<CheckedPayload> = fc.record({
  digest,
  issues,
  cost,
  changes: fc.integer({ min: 0, max: 9 }),
  likeness: fc.constant("like"),
});
const answer = fc.record({
  by: fc.constantFrom(ann, bob),
  on_behalf_of: fc.constant(null),
  message: fc.option(fc.constantFrom("looks right", "no")),
  undo_seconds: fc.constantFrom(undefined, 0, 1, 5),
});
const share = fc.constantFrom(0, 0.5, 0.95, 1);
const findings = {
  capabilities: fc.constant(capabilities),
  operation_type: fc.constant("image_generation" as const),
  confidence: share,
  safety_flags: fc.subarray(["pii" as const, "nsfw" as const]),
};
const attempt = fc.constantFrom(1, 1, 1, 2, 3);
const fence = fc.constantFrom(0, 1, 1, 2);
const lease_until = fc.constant("2026-01-01T01:00:00.000Z");
/** Some are over before the next command, some outlast every sequence. */
const claim_until = fc.constantFrom("2026-01-01T00:00:10.000Z", "2026-01-01T00:10:00.000Z");
const error = fc.constant({ code: "provider_error", message: "It broke", temporary: false });

export const anyPolicy = fc
  .record({
    policy: fc.constantFrom(...PolicyName.options),
    allowed_steps: fc.option(fc.subarray([...ReviewStep.options]), { nil: undefined }),
    on_timeout: fc.constantFrom(
      "expire" as const,
      "reject" as const,
      "approve" as const,
      "escalate" as const,
    ),
  })
  .map(effectivePolicy);

/** A run's first command, under this policy. */
export const creationUnder = (policy: CreateRunCommand["policy"]): CreateRunCommand => ({
  type: "create",
  run_id: "run_1",
  by: ann,
  model: {
    provider: "sandbox",
    tool: "sandbox-agent-tool",
    name: "sandbox/image",
    version: null,
    digest: "sha256:m",
  },
  policy,
  prompt: "a red bicycle",
  attachments: [],
  parent_run_id: null,
});

/** A run's first command, under any policy. */
export const anyCreation: fc.Arbitrary<CreateRunCommand> = anyPolicy.map(creationUnder);

/** Any command at all, most of them not possible where the run is. */
export const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    type: fc.constant("assess_information" as const),
    ...findings,
  }),
  fc.record(
    {
      type: fc.constant("assess_payload" as const),
      example_digest: digest,
      proposed: payload,
      fixed: payload.map((checked) => ({ ...checked, fixes: [quoted("steps set to 4.")] })),
      edited: payload,
    },
    { requiredKeys: ["type", "example_digest", "proposed"] },
  ),
  fc.record({ type: fc.constant("begin_submission" as const), attempt, lease_until }),
  fc.record({ type: fc.constant("renew_lease" as const), attempt, lease_until }),
  fc.record({
    type: fc.constant("delay_submission" as const),
    attempt,
    fence,
    reason: fc.constant(quoted("busy")),
  }),
  fc.record({
    type: fc.constant("record_submission" as const),
    attempt,
    fence,
    provider_id: fc.constant("p1"),
  }),
  fc.record({ type: fc.constant("report_progress" as const), attempt, progress: share }),
  fc.record({
    type: fc.constant("settle_succeeded" as const),
    attempt,
    provider_id: fc.constant("p1"),
    provider_ms: fc.constantFrom(null, 1200),
    output_digest: digest,
  }),
  fc.record({
    type: fc.constant("settle_failed" as const),
    attempt,
    provider_id: fc.constantFrom(null, "p1"),
    provider_ms: fc.constant(null),
    error,
  }),
  fc.record({ type: fc.constant("settle_unknown" as const), attempt, error }),
  fc.record({ type: fc.constant("dispatch_refused" as const), attempt, issue }),
  fc.record({ type: fc.constant("assess_response" as const), digest, issues, quality: share }),
  fc.record({
    type: fc.constant("assess_one_shot" as const),
    by: fc.constant(bob),
    capabilities: fc.constant(capabilities),
    operation_type: fc.constant("image_generation" as const),
    payload,
    refusal: fc.option(error),
    closes_at: lease_until,
  }),
  fc.record({
    type: fc.constant("settle_one_shot" as const),
    attempt,
    provider_id: fc.constant("p1"),
    provider_ms: fc.constantFrom(null, 1200),
    output_digest: digest,
    digest,
    issues,
    quality: share,
  }),
  fc.record({ type: fc.constant("expire" as const), review_id: fc.constant("rev_unknown") }),
  fc.record({ type: fc.constant("fail" as const), error }),
  fc.record({ type: fc.constant("approve" as const), acknowledge_issues: fc.boolean() }).chain(withAnswer),
  fc
    .record({
      type: fc.constant("edit_request" as const),
      approve: fc.boolean(),
      prompt: fc.constant("a blue bicycle"),
      found: fc.record(findings),
    })
    .chain(withAnswer),
  fc.record({ type: fc.constant("edit_payload" as const), approve: fc.boolean(), payload }).chain(withAnswer),
  fc
    .record({ type: fc.constant("edit_response" as const), approve: fc.boolean(), digest, issues })
    .chain(withAnswer),
  fc.record({ type: fc.constant("reject" as const) }).chain(withAnswer),
  fc
    .record({
      type: fc.constant("retry" as const),
      payload: fc.option(payload),
      adopt: fc.constantFrom(null, null, "p9"),
    })
    .chain(withAnswer),
  fc.record({ type: fc.constant("carry_out" as const), review_id: fc.constant("rev_unknown") }),
  fc.record({ type: fc.constant("undo" as const), by: fc.constantFrom(ann, bob), reason: fc.constant(null) }),
  fc.record({ type: fc.constant("cancel" as const), by: fc.constant(bob), reason: fc.constant(null) }),
  fc.record({ type: fc.constant("claim" as const), by: fc.constantFrom(ann, bob), until: claim_until }),
  fc.record({ type: fc.constant("release" as const), by: fc.constantFrom(ann, bob) }),
  fc.record({ type: fc.constant("comment" as const), by: fc.constant(bob), message: fc.constant("hm") }),
);

function withAnswer<Fields extends object>(fields: Fields) {
  return answer.map((said) => ({ ...fields, ...said }));
}

/** The machine's own next command for a run, so that random sequences get somewhere. */
export function nextOf(run: RunState): Command | null {
  if (run.step === "created") {
    return {
      type: "assess_information",
      capabilities,
      operation_type: "image_generation",
      confidence: 1,
      safety_flags: [],
    };
  }
  if (run.status !== "running") return null;
  if (run.held) return { type: "carry_out", review_id: run.held.review_id };
  const clean = { digest: "sha256:1", issues: [], cost: null, changes: 0, likeness: "like" };
  if (run.step === "payload_review")
    return { type: "assess_payload", example_digest: "sha256:0", proposed: clean };
  if (run.step === "response_review")
    return { type: "assess_response", digest: "sha256:r", issues: [], quality: 1 };
  const { attempt } = run;
  if (run.step !== "api_call" || !attempt) return null;
  const { number, fence } = attempt;
  if (attempt.phase === "prepared") {
    return { type: "begin_submission", attempt: number, lease_until: "2026-01-01T01:00:00.000Z" };
  }
  if (attempt.phase === "submitting")
    return { type: "record_submission", attempt: number, fence, provider_id: "p1" };
  return {
    type: "settle_succeeded",
    attempt: number,
    provider_id: "p1",
    provider_ms: 5,
    output_digest: "sha256:o",
  };
}
