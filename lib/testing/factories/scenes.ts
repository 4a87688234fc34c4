import type { EventView } from "@/lib/contracts/event";
import type { Run } from "@/lib/contracts/run";
import { answerScenes } from "./answer-scenes";
import { approved, carriedOut, makeAnswered, makeImage } from "./answers";
import { digest, makeAttempt } from "./attempt";
import { minutesAgo, minutesAhead } from "./clock";
import { makeEvent } from "./event";
import { payloadScenes } from "./payload-scenes";
import { ada, grace, storefront, system } from "./people";
import { picture } from "./picture";
import { makeRun } from "./run";

const adaActor = { kind: ada.kind, id: ada.id, name: ada.name };
/** One run of every kind that a reviewer meets, the most ordinary first. */
export const scenes = {
  cost: () => makeRun(),
  answerImages: () =>
    makeAnswered({
      run_id: "run_01jc4images",
      prompt: "Lighthouse on a basalt cliff, evening storm clearing, wide angle, quiet colours",
      outputs: [makeImage(0, 205), makeImage(1, 20), makeImage(2, 265), makeImage(3, 330)],
    }),
  answerText: () =>
    makeRun({
      run_id: "run_01jc4text",
      current_step: "response_review",
      provider: "sandbox",
      model: "sandbox/text",
      model_version: null,
      operation_type: "text_generation",
      input_schema: null,
      example_payload: { prompt: "Write a haiku", max_tokens: 128, temperature: 0.7 },
      suggested_payload: {
        prompt:
          "Answer the customer who asks why the parcel from order 20318 is late, kindly and in four sentences.",
        max_tokens: 400,
        temperature: 0.7,
      },
      prompt:
        "Answer the customer who asks why the parcel from order 20318 is late, kindly and in four sentences.",
      message: "Answer quality 64 % is under 70 %",
      actions_required: ["approve", "edit", "retry", "reject"],
      expires_at: minutesAhead(1.6),
      updated_at: minutesAgo(58),
      estimated_cost: { amount: 0, currency: "USD", basis: "The sandbox costs nothing" },
      capabilities: {
        operation_type: "text_generation",
        inputs: [],
        supports_streaming: false,
        supports_cancellation: true,
        sandbox: true,
      },
      validation_issues: [
        {
          pointer: "/text",
          field: "text",
          issue: "A link to the provider was taken out",
          severity: "info",
          suggested_fix: null,
          auto_fixable: false,
        },
      ],
      processed_response:
        "I am sorry that your parcel is late. It left our warehouse on Tuesday and has been held at the sorting centre since, because of the flooding on the line. The carrier expects to deliver it by Friday evening. If it has not come by then, write to me and I will send it again at our cost.",
      decisions: [carriedOut],
      claimed_by: adaActor,
      claimed_until: minutesAhead(6),
      attempts: [
        makeAttempt({
          provider_id: "sandbox_1",
          started_at: minutesAgo(58.4),
          finished_at: minutesAgo(58),
          output:
            "I am sorry that your parcel is late. It left our warehouse on Tuesday and has been held at the sorting centre since, because of the flooding on the line. The carrier expects to deliver it by Friday evening. See https://replicate.com/p/jd96x0dyqs for details. If it has not come by then, write to me and I will send it again at our cost.",
        }),
      ],
    }),
  issues: () =>
    makeRun({
      run_id: "run_01jc4issues",
      model: "black-forest-labs/flux-fill-pro",
      operation_type: "image_editing",
      prompt: "Replace the sign over the shop with a plain wooden board",
      message: "1 error must be resolved before this can run",
      attachments: [{ url: picture(40) }],
      expires_at: minutesAhead(21),
      updated_at: minutesAgo(39),
      claimed_by: grace,
      claimed_until: minutesAhead(9),
      suggested_payload: {
        prompt: "Replace the sign over the shop with a plain wooden board",
        image: picture(40),
        guidance: 60,
        num_inference_steps: 50,
        output_format: "jpg",
        seed: 1_998_231,
      },
      example_payload: {
        prompt: "movie poster says FLUX FILL",
        image: picture(190),
        guidance: 3,
        num_inference_steps: 50,
        output_format: "jpg",
      },
      validation_issues: [
        {
          pointer: "/guidance",
          field: "guidance",
          issue: "60 is over the most that Guidance takes, 10",
          severity: "error",
          suggested_fix: "Set it to 10",
          auto_fixable: true,
        },
        {
          pointer: "/image",
          field: "image",
          issue: "The picture is 3:4, and the model keeps the shape of its input",
          severity: "warning",
          suggested_fix: null,
          auto_fixable: false,
        },
      ],
      policy_trace: [
        {
          step: "payload_review",
          rule: "error_issues",
          measured: 1,
          threshold: 0,
          asks: true,
          reason: "1 error has to be edited away or acknowledged",
        },
      ],
      estimated_cost: { amount: 0.05, currency: "USD", basis: "1 image at $0.05" },
    }),
  failedCall: () =>
    makeRun({
      run_id: "run_01jc4failed",
      current_step: "api_call",
      provider: "replicate",
      model: "minimax/video-01",
      operation_type: "video_generation",
      prompt: "A paper boat drifting down a gutter in the rain, close to the water, one slow take",
      message: "The provider refused the call: the picture could not be read",
      actions_required: ["retry", "edit", "reject"],
      estimated_cost: { amount: 0.5, currency: "USD", basis: "1 video at $0.50" },
      expires_at: minutesAhead(46),
      updated_at: minutesAgo(14),
      error: {
        code: "provider_error",
        message: "input.first_frame_image: could not fetch https://files.example/frame.heic (415)",
        temporary: false,
      },
      decisions: [carriedOut],
      attempts: [
        makeAttempt({
          outcome: "failed",
          provider_id: "qp0x7",
          started_at: minutesAgo(14.2),
          finished_at: minutesAgo(14),
          error: {
            code: "provider_error",
            message: "could not fetch https://files.example/frame.heic (415)",
            temporary: false,
          },
        }),
      ],
    }),
  completed: () =>
    makeRun({
      run_id: "run_01jc4done",
      status: "completed",
      current_step: "completed",
      prompt: "Botanical plate of a sea holly, copper engraving, cream paper",
      message: "Completed",
      actions_required: [],
      approval_token: null,
      expires_at: null,
      created_at: minutesAgo(95),
      completed_at: minutesAgo(82),
      outputs: [makeImage(0, 96)],
      result: null,
      decisions: [
        { ...carriedOut, at: minutesAgo(90), message: "Fine at this price" },
        { ...carriedOut, step: "response_review", actor: adaActor, at: minutesAgo(82) },
      ],
      attempts: [
        makeAttempt({
          provider_id: "w1",
          started_at: minutesAgo(90),
          finished_at: minutesAgo(89.9),
        }),
      ],
    }),
  held: () =>
    makeRun({
      run_id: "run_01jc4held",
      status: "running",
      message: `${ada.name} approved`,
      actions_required: [],
      approval_token: null,
      expires_at: null,
      undo_until: minutesAhead(0.08),
      held_decision: { action: "approve", by: adaActor },
      decisions: [{ ...approved, actor: adaActor, message: "as agreed with the shop", at: minutesAgo(0) }],
    }),
  rejected: () =>
    makeRun({
      run_id: "run_01jc4no",
      status: "cancelled",
      message: "Rejected: the prompt is not acceptable",
      prompt: "A celebrity endorsing our shoes on the red carpet",
      actions_required: [],
      approval_token: null,
      expires_at: null,
      decisions: [
        { ...approved, action: "reject", message: "The prompt is not acceptable", at: minutesAgo(3) },
      ],
    }),
  ...payloadScenes,
  ...answerScenes,
} as const satisfies Record<string, () => Run>;

export type SceneName = keyof typeof scenes;

/** The log a run of the scenes would have. */
export function eventsOf(run: Run): EventView[] {
  const at = { run_id: run.run_id };
  return [
    makeEvent({ ...at, seq: 1, actor: storefront, at: minutesAgo(8.02) }),
    makeEvent({
      ...at,
      seq: 2,
      type: "step_completed",
      step: "information_review",
      status: "running",
      at: minutesAgo(8.015),
      message: "Information review passed by policy",
      data: { confidence: 0.98 },
    }),
    makeEvent({
      ...at,
      seq: 3,
      type: "payload_revised",
      step: "payload_review",
      status: "running",
      at: minutesAgo(8.01),
      message: "Payload proposed as revision 2",
      data: { revision: 2, digest },
    }),
    makeEvent({
      ...at,
      seq: 4,
      type: "awaiting_human",
      step: "payload_review",
      status: "awaiting_human",
      at: minutesAgo(8),
      message: run.message,
    }),
    ...run.decisions.map((decision, index) =>
      makeEvent({
        ...at,
        seq: 5 + index,
        type: "decision",
        step: decision.step,
        status: "running",
        actor: decision.actor,
        at: decision.at,
        message: `${decision.action === "reject" ? "Rejected" : "Approved"} at ${decision.step.replace("_", " ")}${decision.message ? `: ${decision.message}` : ""}`,
      }),
    ),
    ...(run.status === "completed"
      ? [
          makeEvent({
            ...at,
            seq: 20,
            type: "run_completed",
            step: "completed",
            status: "completed",
            actor: system,
            at: run.completed_at ?? minutesAgo(1),
            message: "Completed",
          }),
        ]
      : []),
  ];
}
