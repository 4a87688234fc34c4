import { z } from "zod";
import { RunBudget } from "./budgets";
import { Erasure } from "./erasure";
import { FileRef } from "./file-ref";
import { AskedGroup } from "./groups";
import { Json, JsonObject } from "./json";
import {
  Actor,
  Attachment,
  Change,
  Cost,
  CostImpact,
  Decision,
  GivenApproval,
  HeldBack,
  HistoryEntry,
  Issue,
  NamedGroup,
  Output,
  RunFailure,
  TraceEntry,
} from "./parts";
import { EffectivePolicy } from "./policy";
import { QuestionFacts } from "./questions";
import { RuleDemand } from "./rules";
import { Said } from "./said";
import { Sealed } from "./sealed";
import { DecisionAction, OperationType, RunPath, RunStatus, Step } from "./words";

export const Capabilities = z.object({
  operation_type: OperationType,
  inputs: z.array(
    z.object({
      field: z.string(),
      title: z.string(),
      description: z.string().nullable(),
      required: z.boolean(),
      type: z.string(),
    }),
  ),
  supports_streaming: z.boolean(),
  supports_cancellation: z.boolean(),
  sandbox: z.boolean(),
});
export type Capabilities = z.infer<typeof Capabilities>;

export const Timings = z.object({
  total_execution_time_ms: z.number(),
  provider_execution_time_ms: z.number(),
  human_review_time_ms: z.number(),
  step_count: z.number().int(),
});
export type Timings = z.infer<typeof Timings>;

/** One try at the provider call, as the run shows it. */
export const AttemptView = z.object({
  number: z.number().int(),
  state: z.enum(["prepared", "submitting", "submitted", "settled"]),
  outcome: z.enum(["succeeded", "failed", "cancelled", "unknown"]).nullable(),
  payload_revision: z.number().int(),
  payload_digest: z.string(),
  provider_id: z.string().nullable(),
  /** Share of the provider's work done, 0 to 1, where it tells. */
  progress: z.number().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  error: RunFailure.nullable(),
  output: Json,
  /** The files this attempt gave, each with an address of its own. */
  outputs: z.array(Output),
});
export type AttemptView = z.infer<typeof AttemptView>;

const undo = {
  /** Until then whoever decided may take the decision back; null when none waits to be carried out. */
  undo_until: z.string().nullable(),
  held_decision: z.object({ action: DecisionAction, by: Actor }).nullable(),
};

/** Who asked, and what the request said of itself; what it did not say is null. */
export const RequestFacts = z.object({
  by: Actor,
  user_id: z.string().nullable(),
  user_email: z.string().nullable(),
  agent_email: z.string().nullable(),
  session_id: z.string().nullable(),
  message_type: z.string().nullable(),
  log_id: z.string().nullable(),
  document_url: z.union([z.string(), Sealed, FileRef]).nullable(),
  /** Without what may let somebody in: passwords, values of its query, folders that look like tokens. */
  webhook_url: z.string().nullable(),
});
export type RequestFacts = z.infer<typeof RequestFacts>;

/** How far the open question's approvals have got, and whether whoever asks may give one. */
const Approvals = z.object({
  needed: z.number().int(),
  given: z.array(GivenApproval),
  /** Of each of these somebody must be among those who approve; reviewers alone are told. */
  groups: z.array(z.object({ any_of: z.array(NamedGroup), met: z.boolean() })),
  may_decide: z.boolean(),
  why_not: z.string().nullable(),
  why_not_said: Said.optional(),
});

export const Run = z.object({
  run_id: z.string(),
  status: RunStatus,
  current_step: Step,
  version: z.number().int(),
  provider: z.string(),
  model: z.string(),
  model_version: z.string().nullable(),
  operation_type: OperationType.nullable(),
  prompt: z.string(),
  attachments: z.array(Attachment),
  metadata: JsonObject,
  /** Of a question that another system asks; null for a run of a model. */
  question: QuestionFacts.nullable(),
  user_id: z.string().nullable(),
  session_id: z.string().nullable(),
  created_by: Actor,
  request: RequestFacts,
  created_at: z.string(),
  updated_at: z.string(),
  completed_at: z.string().nullable(),
  /** Null until its documents were erased: then every text of before it says `[erased]` here, and what was JSON is null. */
  erased: Erasure.nullable(),
  expires_at: z.string().nullable(),
  hitl_config: EffectivePolicy,
  policy_trace: z.array(TraceEntry),
  /** The organisation's rules that demand something of it, as they were when it began. */
  policy_rules: z.array(z.object({ id: z.string(), name: z.string(), demands: RuleDemand })),
  message: z.string(),
  said: Said.optional(),
  actions_required: z.array(DecisionAction),
  approval_token: z.string().nullable(),
  /** Null where nothing is asked. `who_may` names those who may approve; null where any reviewer may. */
  approvals: Approvals.extend({ who_may: z.array(Actor).nullable() }).nullable(),
  /** The budgets that it is under, with what each came to; reviewers alone are told. */
  budget: z.array(RunBudget),
  /** Whether an admin decided something here without the approvals that were demanded. */
  break_glass: z.boolean(),
  capabilities: Capabilities.nullable(),
  input_schema: Json,
  example_payload: Json,
  suggested_payload: Json,
  payload_revision: z.number().int().nullable(),
  payload_digest: z.string().nullable(),
  /** Of `processed_response`; null where that is. */
  answer_digest: z.string().nullable(),
  validation_issues: z.array(Issue),
  diff_from_example: z.array(Change),
  estimated_cost: Cost.nullable(),
  /** What each change against the example adds to what the example costs. */
  cost_impact: z.array(CostImpact),
  processed_response: Json,
  attempts: z.array(AttemptView),
  outputs: z.array(Output),
  result: Json,
  error: RunFailure.nullable(),
  parent_run_id: z.string().nullable(),
  held_back_by: HeldBack.nullable(),
  claimed_by: Actor.nullable(),
  claimed_until: z.string().nullable(),
  /** The group that offered it to them as it was their turn; null where they claimed it themselves. */
  claim_offered_by: z.string().nullable(),
  path: RunPath,
  ...undo,
  decisions: z.array(
    /** Set where it let the run go on: not where it only saved something, can be or was taken back, or ended the run. */
    Decision.extend({ went_on_at: z.string().optional() }),
  ),
  step_history: z.array(HistoryEntry),
  metadata_timings: Timings,
  events_url: z.string(),
});
export type Run = z.infer<typeof Run>;

/** A row of the inbox or of the list of runs. */
export const RunSummary = z.object({
  run_id: z.string(),
  status: RunStatus,
  current_step: Step,
  version: z.number().int(),
  provider: z.string(),
  model: z.string(),
  operation_type: OperationType.nullable(),
  prompt: z.string(),
  /** Whether its documents were erased. */
  erased: z.boolean(),
  user_id: z.string().nullable(),
  user_email: z.string().nullable(),
  agent_email: z.string().nullable(),
  session_id: z.string().nullable(),
  message_type: z.string().nullable(),
  log_id: z.string().nullable(),
  created_by: Actor,
  created_at: z.string(),
  updated_at: z.string(),
  completed_at: z.string().nullable(),
  waiting_since: z.string().nullable(),
  expires_at: z.string().nullable(),
  message: z.string(),
  said: Said.optional(),
  held_back_by: HeldBack.nullable(),
  estimated_cost: Cost.nullable(),
  /** The newest one that was not taken back. */
  last_decision: Decision.pick({ action: true, step: true, actor: true, at: true }).nullable(),
  claimed_by: Actor.nullable(),
  claimed_until: z.string().nullable(),
  /** The group that offered it to them as it was their turn; null where they claimed it themselves. */
  claim_offered_by: z.string().nullable(),
  thumbnail_url: z.string().nullable(),
  /** The open question's, and what may be answered to it. */
  approval_token: z.string().nullable(),
  approvals: Approvals.nullable(),
  break_glass: z.boolean(),
  actions_required: z.array(DecisionAction),
  /** The rules that ask, or at a failed call what kind of failure it was. */
  reasons: z.array(z.string()),
  /** The groups that the open question is for; reviewers alone are told. */
  groups: z.array(AskedGroup),
  /** The same for questions that can be answered together. */
  similarity_key: z.string().nullable(),
  error_issues: z.number().int(),
  warning_issues: z.number().int(),
  ...undo,
  path: RunPath,
});
export type RunSummary = z.infer<typeof RunSummary>;

/** How many runs wait for a person. */
export const Waiting = z.object({ waiting: z.number().int() });
export type Waiting = z.infer<typeof Waiting>;

export function page<Row extends z.ZodType>(row: Row) {
  return z.object({ data: z.array(row), next_cursor: z.string().nullable() });
}
export interface Page<Row> {
  data: Row[];
  next_cursor: string | null;
}

/** A page of `GET /api/hitl/runs`. */
export const PageOfRuns = z.object({
  data: z.array(RunSummary),
  next_cursor: z.string().nullable(),
  /** `q` has fewer than three letters: so many of the newest runs of the filter were looked through, and there are more. */
  searched_newest: z.number().int().optional(),
});
export type PageOfRuns = z.infer<typeof PageOfRuns>;

/** Which rule put the prompt and each attachment where, and how sure it is (0 to 1). */
const Placements = z.array(
  z.object({
    pointer: z.string(),
    source: z.enum(["prompt", "attachment"]),
    rule: z.string(),
    confidence: z.number(),
  }),
);

/** What a run of this body would meet; the answer of `POST /api/hitl/preview`. */
export const Preview = Run.pick({
  provider: true,
  model: true,
  capabilities: true,
  operation_type: true,
  input_schema: true,
  example_payload: true,
  suggested_payload: true,
  payload_digest: true,
  validation_issues: true,
  diff_from_example: true,
  estimated_cost: true,
  policy_trace: true,
}).extend({
  placements: Placements,
  /** How sure the whole mapping is; what policy measures against `confidence_min`. */
  mapping_confidence: z.number(),
  /** What a run would mend by itself before anybody is asked; null when there is nothing to mend. */
  automatic_fixes: z
    .object({
      payload: JsonObject,
      payload_digest: z.string(),
      /** What was changed and why, a sentence each. */
      changes: z.array(z.string()),
      changes_said: z.array(Said).optional(),
      placements: Placements,
      validation_issues: z.array(Issue),
      diff_from_example: z.array(Change),
    })
    .nullable(),
  would_pause_at: Step.nullable(),
});
export type Preview = z.infer<typeof Preview>;
