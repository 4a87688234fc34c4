import type { Run } from "@/lib/contracts/run";
import { approved, carriedOut } from "./answers";
import { digest, makeAttempt } from "./attempt";
import { minutesAgo, minutesAhead } from "./clock";
import { grace, storefront } from "./people";
import { makeRun } from "./run";

const sentence = "A quay in the first light, a red bicycle against the railing, mist over the water. ";

/** What happens to a run before its answer, beyond the ordinary. */
export const payloadScenes = {
  claimed: () =>
    makeRun({
      run_id: "run_01jc4claimed",
      prompt: "A stamp with a heron, two colours",
      claimed_by: grace,
      claimed_until: minutesAhead(4),
    }),
  decidedMeanwhile: () =>
    makeRun({
      run_id: "run_01jc4meanwhile",
      status: "cancelled",
      message: "Rejected: costs too much",
      prompt: "A menu card for the spring fair, decided while somebody was editing it",
      actions_required: [],
      approval_token: null,
      expires_at: null,
      decisions: [{ ...approved, action: "reject", message: "Costs too much", at: minutesAgo(1) }],
    }),
  expired: () =>
    makeRun({
      run_id: "run_01jc4expired",
      status: "expired",
      message: "Nobody answered in time",
      prompt: "A banner nobody looked at in time",
      actions_required: [],
      approval_token: null,
      expires_at: null,
      completed_at: minutesAgo(2),
    }),
  edited: () =>
    makeRun({
      run_id: "run_01jc4edited",
      prompt: "A poster for the regatta, flat colours",
      suggested_payload: {
        prompt: "A poster for the regatta, flat colours, no lettering at all",
        aspect_ratio: "3:4",
        num_outputs: 2,
        prompt_strength: 0.8,
        num_inference_steps: 28,
        guidance: 3,
        output_format: "webp",
        output_quality: 80,
        disable_safety_checker: false,
        go_fast: true,
      },
      payload_revision: 3,
      cost_impact: [{ pointer: "/num_outputs", amount: 0.025 }],
    }),
  fixed: () =>
    makeRun({
      run_id: "run_01jc4fixed",
      prompt: "A harbour crane at noon, hard shadows",
      suggested_payload: {
        prompt: "A harbour crane at noon, hard shadows",
        aspect_ratio: "1:1",
        num_outputs: 4,
        prompt_strength: 0.8,
        num_inference_steps: 28,
        guidance: 10,
        output_format: "webp",
        output_quality: 80,
        disable_safety_checker: false,
        go_fast: true,
      },
      payload_revision: 3,
      message: "1 error must be resolved before this can run",
      validation_issues: [
        {
          pointer: "/guidance",
          field: "guidance",
          issue: "guidance is 60; the most this model takes is 10. It was set to 10.",
          severity: "error",
          suggested_fix: "Approve it if that is right, or choose another value.",
          auto_fixable: false,
        },
        {
          pointer: "/num_outputs",
          field: "num_outputs",
          issue: "num_outputs is 4; pictures over 2 are made one after the other.",
          severity: "warning",
          suggested_fix: "Set it to 2.",
          auto_fixable: true,
          fix: { set: 2 },
        },
      ],
    }),
  calling: () =>
    makeRun({
      run_id: "run_01jc4calling",
      status: "running",
      current_step: "api_call",
      prompt: "A lighthouse keeper's desk, seen from above",
      message: "The provider is at 40 %",
      actions_required: [],
      approval_token: null,
      expires_at: null,
      decisions: [carriedOut],
      attempts: [
        makeAttempt({
          state: "submitted",
          outcome: null,
          progress: 0.4,
          started_at: minutesAgo(0.4),
          finished_at: null,
        }),
      ],
    }),
  unknownOutcome: () => {
    const error = {
      code: "unknown_outcome",
      message: "The connection was lost after the call was sent, and the provider does not list its calls",
      temporary: false,
    };
    return makeRun({
      run_id: "run_01jc4unknown",
      current_step: "api_call",
      prompt: "A rowing boat under a willow, woodcut",
      message: "It is not known whether the provider took the call",
      actions_required: ["retry", "edit", "reject"],
      error,
      decisions: [carriedOut],
      attempts: [makeAttempt({ outcome: "unknown", provider_id: null, error })],
    });
  },
  hugePayload: () =>
    makeRun({
      run_id: "run_01jc4huge",
      prompt: sentence.repeat(240).slice(0, 20_000),
      input_schema: null,
      suggested_payload: {
        prompt: sentence.repeat(240).slice(0, 20_000),
        words: Array.from({ length: 12_000 }, (_, index) => ({
          index,
          word: `word ${index}`,
          weight: index / 7,
        })),
      },
      example_payload: { prompt: "a quay", words: [] },
    }),
  noSchema: () =>
    makeRun({
      run_id: "run_01jc4noschema",
      model: "somebody/without-a-schema",
      prompt: "A model that says nothing about what it takes",
      input_schema: null,
      example_payload: { prompt: "an example", strength: 0.4, files: [] },
      suggested_payload: {
        prompt: "A model that says nothing about what it takes",
        strength: 0.4,
        files: ["https://files.example/a.png"],
      },
      validation_issues: [
        {
          pointer: "",
          field: "",
          issue: "This model came without a schema, so its payload was not checked.",
          severity: "info",
          suggested_fix: null,
          auto_fixable: false,
        },
      ],
      cost_impact: [],
    }),
  forked: () =>
    makeRun({
      run_id: "run_01jc4fork",
      parent_run_id: "run_01jc4done",
      prompt: "Botanical plate of a sea holly, once more with a plain ground",
      created_by: storefront,
      payload_digest: digest,
    }),
} as const satisfies Record<string, () => Run>;
