import type { Erasure } from "@/lib/contracts/erasure";
import type { Json } from "@/lib/contracts/json";
import type {
  Actor,
  Attachment,
  Cost,
  Decision,
  HeldBack,
  Issue,
  Made,
  NamedGroup,
  RunFailure,
  TraceEntry,
} from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Capabilities } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import type {
  DecisionAction,
  OperationType,
  ReviewStep,
  RevisionKind,
  RunStatus,
  Step,
} from "@/lib/contracts/words";
import type { KeptFiles, RequestFacts } from "./beside";
import type { Measurement } from "./policy";

/** The model a run is for; `digest` names the exact description (schema, example) it was reviewed with. */
export interface RunModel {
  provider: string;
  tool: string;
  name: string;
  version: string | null;
  digest: string;
  /** Of all else in its description; absent in runs of before it was named. */
  described?: string;
  /** As of a model's description; absent in runs of before this was kept. */
  unproven?: true;
  /** Its call is nothing: what was approved before it is the answer, and nobody is asked about that once more. */
  asks_only?: true;
}

/** The model as its provider had it when the payload was looked at; what runs later is compared with this (law 1). */
export interface ModelSeen {
  /** Null where the provider does not tell. */
  version: string | null;
  /** A short digest of what each input takes, by name; null when the provider gave no schema. */
  inputs: Record<string, string> | null;
}

/** A numbered, immutable document, named by the SHA-256 of its canonical JSON. */
export interface RevisionRef {
  revision: number;
  digest: string;
}

/** What somebody puts their name to. */
export interface Signing {
  action: "approve" | "retry";
  /** The provider's id of the call that is taken over; null where one is made. */
  adopt: string | null;
  /** Of the payload or the answer that is signed; null at information review. */
  digest: string | null;
}

/** One person's word at a question, where several are demanded. */
export interface Approval extends Signing {
  by: Actor;
  /** Who counts: see Identity. */
  person: string;
  on_behalf_of: Json;
  message: string | null;
  at: string;
  /** Those of the groups that must approve for which it counts; absent where for none. */
  groups?: NamedGroup[];
  /** Absent as in a decision. */
  made?: Made;
}

/** The payload that a run stands by, what it costs, and whose edits the run holds (see RunState). */
export interface Standing extends Pick<RunState, "payload" | "cost" | "likeness"> {
  editors: string[];
}

/** An answer that another try would replace: who declines the try is asked about it again. */
export interface KeptAnswer {
  digest: string | null;
  reasons: (Said | string)[];
  issues: Issue[];
  /** As of before the try was proposed; absent in questions of before this was kept. */
  standing?: Standing | undefined;
}

/** One open question to a person. */
export interface OpenReview {
  id: string;
  step: ReviewStep;
  approval_token: string;
  /** What the answer is about: the payload's digest, or the response's at response_review. */
  digest: string | null;
  reasons: string[];
  /** The same by code; absent in questions of before there were codes. */
  reasons_said?: Said[];
  actions: DecisionAction[];
  opened_at: string;
  /** When the same was asked at first; absent where it was now. */
  asked_at?: string;
  expires_at: string;
  /** Raised each time nobody answered in time and the policy says escalate. */
  priority: number;
  /** So far, the newest word of each person; absent as long as there is none. */
  approvals?: Approval[];
  /** Ids of those to whom it was offered, each once; absent as long as it was to nobody. */
  offers?: string[];
  /** See KeptAnswer; absent elsewhere. */
  kept_answer?: KeptAnswer;
}

export interface ClosedReview {
  id: string;
  step: ReviewStep;
  approval_token: string;
  digest: string | null;
  closed_at: string;
  /** Set when a person's or the policy's decision closed it; null when it expired or the run was cancelled. */
  decision: Decision | null;
}

/** A decision that was made and waits: until it is carried out, whoever made it may take it back. */
export interface HeldDecision {
  /** The review it answered, which names it. */
  review_id: string;
  action: DecisionAction;
  by: Actor;
  until: string;
  /** What then follows. */
  next: Consequence;
  /** What is asked again if it is taken back: edits stay, and the time to answer is what was left of it. */
  again: Question & Pick<OpenReview, "expires_at" | "priority">;
}

/** Who said that they are at it, and until when that holds: a courtesy that keeps nobody from anything. */
export interface Claim {
  by: Actor;
  until: string;
  /** The group that offered it to them, as it was their turn; absent where they said so themselves. */
  offered_by?: string;
}

export type AttemptPhase = "prepared" | "submitting" | "submitted" | "settled";
export type AttemptOutcome = "succeeded" | "failed" | "cancelled" | "unknown";

/** How far looking for a call of unknown outcome has got. */
export interface CallSearch {
  /** Looks since the call was sent. */
  looks: number;
  /** The provider's status when it turned the call away without saying whether it took it; null when no answer came. */
  answered: number | null;
  /** When a look first did not find the call; null as long as none was in vain. */
  absent_at: string | null;
}

/** One fenced try at the provider call. */
export interface AttemptState extends RevisionRef {
  number: number;
  phase: AttemptPhase;
  /** Counts the takers; only the latest may act. */
  fence: number;
  lease_until: string | null;
  /** Submissions that were refused for the time being. */
  delays: number;
  provider_id: string | null;
  /** Share of the provider's work done, 0 to 1, where it tells. */
  progress: number | null;
  submitted_at: string | null;
  /** What it waits for besides its turn; absent when it does not. */
  held_back_by?: HeldBack;
  /** Looks in a row at the call that told nothing; absent when the last one did. */
  fruitless?: number;
  /** Parts of the output that could not be read, where and why; absent when there are none. */
  unreadable?: string[];
  outcome: AttemptOutcome | null;
  /** Digest of the very body that was sent last; absent where that is the payload itself. */
  body?: string;
  /** Absent unless the outcome of the latest submission is or was unknown, and in attempts of before this was kept. */
  search?: CallSearch;
}

/** What a step found out before policy looked at it; absent fields were not measured there. */
export interface Assessment {
  trace: TraceEntry[];
  /** What policy looked at, so that another policy can look again. */
  measured?: Measurement;
  /** What the organisation's rules made of the policy; absent where they tightened nothing. */
  policy?: EffectivePolicy;
  capabilities?: Capabilities;
  operation_type?: OperationType;
  confidence?: number;
  issues?: Issue[];
  response?: RevisionRef;
  quality?: number;
  model_seen?: ModelSeen | null;
  /** The model under its present description, when that changed at the provider. */
  model?: RunModel;
  /** The answer's files; absent where it has none, and in entries of before they were named. */
  files?: KeptFiles;
}

/**
 * What a decision leads to, as data: it is carried out at once, or kept until the time to take it back is over. Messages
 * are words alone where an earlier version kept it.
 */
export type Consequence =
  | { kind: "build_payload"; assessment: Assessment | null; message: Said | string }
  | { kind: "pass_payload"; assessment: Assessment | null; signed: RevisionRef; message: Said | string }
  /** `adopt` is the provider's id of a call that was made already. */
  | { kind: "call"; signed: RevisionRef; adopt: string | null }
  | { kind: "release"; assessment: Assessment | null; message: Said | string }
  | { kind: "reject"; reason: string | null };

/** What a person is asked. */
export interface Question {
  step: ReviewStep;
  /** What the answer will be about. */
  digest: string | null;
  /** Words alone where an earlier version asked. */
  reasons: (Said | string)[];
  assessment: Assessment | null;
  /** Those that were given for the very same before; left out where there are none. */
  approvals?: Approval[];
  /** Since when the run waits for somebody here, where it was asked before: what then is too late stays so. */
  asked_at?: string;
  /** See KeptAnswer; left out elsewhere. */
  kept_answer?: KeptAnswer | undefined;
  /** What is the run's again, as it was before a try that is given up with this; left out elsewhere. */
  standing?: Standing | undefined;
}

/**
 * The number of the shape in which states are written. What an older release would misread gets the next number, and
 * `lib/store/runs/read-state.ts` a way to read the one before.
 */
export const stateFormat: number = 1;

/**
 * Where a run is: the fold of its log, and nothing else. Big documents (payloads,
 * answers, the model's schema) are named here by digest and kept beside it.
 */
export interface RunState {
  run_id: string;
  /** The sequence number of the last event: what compare-and-swap compares. */
  version: number;
  status: RunStatus;
  step: Step;
  model: RunModel;
  /** Null when the provider could not be asked, or does not tell. */
  model_seen: ModelSeen | null;
  /** As far as rules have tightened it. */
  policy: EffectivePolicy;
  /** What the request asked for; absent where nothing was tightened. */
  requested?: EffectivePolicy;
  /** See CreateRunCommand; absent as in the log. */
  rules?: FrozenRule[];
  /** See CreateRunCommand; absent as in the log. */
  requester?: string[];
  /** Whose edits it holds, as approvals count them; absent where there are none, and of before all were kept. */
  editors?: string[];
  prompt: string;
  attachments: Attachment[];
  created_by: Actor;
  parent_run_id: string | null;
  /** See CreateRunCommand; absent as in the log. */
  one_shot?: true;
  /** Names what stands of its request in its row; absent as in the log. */
  facts?: RequestFacts;
  capabilities: Capabilities | null;
  operation_type: OperationType | null;
  confidence: number | null;
  trace: TraceEntry[];
  /** What policy looked at each time it looked; absent in runs of before that was kept. */
  measured?: Measurement[];
  /** The latest revision of any kind, so that the next gets its number. */
  revisions: number;
  example: RevisionRef | null;
  payload: RevisionRef | null;
  issues: Issue[];
  cost: Cost | null;
  /** Of the payload; see CheckedPayload. Null before there is one. */
  likeness: string | null;
  attempt: AttemptState | null;
  responses: number;
  response: RevisionRef | null;
  quality: number | null;
  review: OpenReview | null;
  last_review: ClosedReview | null;
  held: HeldDecision | null;
  /** Absent until somebody claims the run, null once they gave it back. It stays when its time is over. */
  claim?: Claim | null;
  decisions: Decision[];
  failure: RunFailure | null;
  message: string;
  /** What the message says, by its code; absent as in the log. */
  said?: Said | undefined;
  human_ms: number;
  provider_ms: number;
  /** What its calls were charged in all, in US dollars; absent where no provider told. */
  billed_usd?: number;
  steps_done: number;
  created_at: string;
  updated_at: string;
  completed_at: string | null;
  /** Absent until its documents are erased; then no text of before is left in it. */
  erased?: Erasure;
}

/** A payload revision as the log names it; its content is stored beside the log under the digest. */
export interface PayloadRevised extends RevisionRef {
  kind: RevisionKind;
  issues: Issue[];
  cost: Cost | null;
  /** What was changed by a fix, in words. */
  changes: string[];
  /** The same by code; absent where nothing was, and in revisions of before there were codes. */
  changes_said?: Said[];
  likeness: string | null;
  /** See DecisionMade; set where the request itself changed the payload. */
  editor?: string;
}
