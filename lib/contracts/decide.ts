import { z } from "zod";
import { Attachments, Prompt } from "./create-run";
import { GivenJson, GivenObject } from "./json";
import { printJson } from "./json-text";
import { Seen } from "./parts";
import { faults } from "./sentences/refusals";

/** For so long, in seconds, what follows waits and whoever decided may take it back. */
const undo_seconds = z.int().min(0).max(30).optional();

/** Every decision may say which question it answers; when it does not match the open one, the answer is 412. */
const question = {
  // Kept in the run's state with every decision, so it must stay small.
  actor: GivenJson.refine((actor) => printJson(actor).length <= 5_000, faults.fault_long_actor).optional(),
  approval_token: z.string().optional(),
  payload_digest: z.string().optional(),
  answer_digest: z.string().optional(),
  seen: Seen.optional(),
  undo_seconds,
};
const message = z.string().max(5_000);
/** Goes ahead without the approvals that are demanded: an admin may, with a `message` that says why. */
const break_glass = z.boolean().optional();
/** Goes over a budget that asks: an admin may, with a `message` that says why. */
const over_budget = z.boolean().optional();

export const ApproveBody = z.strictObject({
  ...question,
  message: message.optional(),
  acknowledge_issues: z.boolean().optional(),
  break_glass,
  over_budget,
});
export type ApproveBody = z.infer<typeof ApproveBody>;

const EditFields = z.strictObject({
  prompt: Prompt.optional(),
  attachments: Attachments.optional(),
  payload: GivenObject.optional(),
  /** Stands in the payload's place as it is: a merge patch cannot set a null. */
  payload_whole: GivenObject.optional(),
  /** A payload revision to go back to, byte for byte; `payload` then is a patch on that one. */
  revision: z.int().min(1).optional(),
  response: GivenJson.refine((answer): boolean => answer !== null, faults.fault_no_answer).optional(),
  model: z.string().max(300).optional(),
});
export type Edits = z.infer<typeof EditFields>;

/** A whole payload leaves nothing for a patch or a revision to say. */
function withoutContradiction<
  Fields extends z.ZodType<Pick<Edits, "payload" | "payload_whole" | "revision">>,
>(fields: Fields) {
  return fields.refine(
    ({ payload, payload_whole, revision }) =>
      payload_whole === undefined || (payload === undefined && revision === undefined),
    { message: faults.fault_whole_and_more, path: ["payload_whole"] },
  );
}

export const EditBody = z.strictObject({
  ...question,
  message: message.optional(),
  edits: withoutContradiction(EditFields).refine(
    (edits) => Object.keys(edits).length > 0,
    faults.fault_no_edit,
  ),
  approve: z.boolean().default(true),
  over_budget,
});
export type EditBody = z.infer<typeof EditBody>;

export const RejectBody = z.strictObject({
  ...question,
  /** The desk asks for one; a client may have none. */
  reason: message.optional(),
});
export type RejectBody = z.infer<typeof RejectBody>;

export const RetryBody = z
  .strictObject({
    ...question,
    message: message.optional(),
    payload: GivenObject.optional(),
    /** The provider's id of a call whose outcome nobody knew: it is adopted instead of another being made. */
    adopt: z.string().min(1).max(200).optional(),
    break_glass,
    over_budget,
  })
  .refine(({ adopt, payload }) => adopt === undefined || payload === undefined, {
    message: faults.fault_adopt_and_payload,
    path: ["adopt"],
  });
export type RetryBody = z.infer<typeof RetryBody>;

export const UndoBody = z.strictObject({
  /** Names the question whose decision is taken back; left out, it is the one that waits. */
  approval_token: z.string().optional(),
  reason: message.optional(),
});
export type UndoBody = z.infer<typeof UndoBody>;

export const CancelBody = z.strictObject({ reason: message.optional() });
export type CancelBody = z.infer<typeof CancelBody>;

/** What the new run does otherwise than the one it is made from. */
export const ForkBody = z.strictObject({
  edits: withoutContradiction(EditFields.omit({ response: true, revision: true })).optional(),
});
export type ForkBody = z.infer<typeof ForkBody>;

export const CommentBody = z.strictObject({
  message: message.refine((text) => text.trim() !== "", faults.fault_blank),
});
export type CommentBody = z.infer<typeof CommentBody>;

/** The body of `POST /api/hitl/decisions`: one answer to many questions, each named by its token, or one undo. */
export const DecideMany = z.strictObject({
  action: z.enum(["approve", "reject", "undo"]),
  runs: z
    .array(z.strictObject({ run_id: z.string().max(100), approval_token: z.string(), seen: Seen.optional() }))
    .min(1)
    .max(100),
  message: message.optional(),
  undo_seconds,
});
export type DecideMany = z.infer<typeof DecideMany>;
