import type { ErasureRule } from "@/lib/contracts/erasure";
import type { Actor, Attachment, Decision, HeldBack, NamedGroup, RunFailure } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Said } from "@/lib/contracts/said";
import type { RunStatus, Step } from "@/lib/contracts/words";
import type { KeptFiles, RequestFacts } from "./beside";
import type {
  Approval,
  Assessment,
  AttemptOutcome,
  AttemptPhase,
  CallSearch,
  HeldDecision,
  OpenReview,
  PayloadRevised,
  RevisionRef,
  RunModel,
  Standing,
} from "./state";

interface RunCreated {
  model: RunModel;
  policy: EffectivePolicy;
  /** Absent where no rule concerned it, and in runs of before there were any. */
  rules?: FrozenRule[];
  /** See CreateRunCommand. */
  requester?: string[];
  editors?: string[];
  prompt: string;
  attachments: Attachment[];
  parent_run_id: string | null;
  /** Absent in reviewed runs, and in records of before this was kept. */
  one_shot?: true;
  /** What the request said besides; absent in runs of before it was named. */
  facts?: RequestFacts;
}

/** What a decision changed besides closing its review. */
export interface DecisionMade {
  review_id: string;
  decision: Decision;
  acknowledged: boolean;
  /** Who counts as having edited what goes on; absent where nothing was, and in entries of before all were kept. */
  editor?: string;
  /** Set when what follows waits. */
  held: HeldDecision | null;
  /** What policy says of a payload that is called without another question, where that tightened it. */
  assessment?: Assessment;
  prompt?: string;
  attachments?: Attachment[];
  model?: RunModel;
  response?: RevisionRef;
}

interface AttemptProgress {
  number: number;
  phase: AttemptPhase;
  fence: number;
  lease_until: string | null;
  provider_id: string | null;
  progress: number | null;
  /** True when the provider refused for the time being and the attempt is prepared again. */
  delayed: boolean;
  /** Absent in entries that are not about waiting. */
  held_back_by?: HeldBack | null;
  fruitless?: number;
  /** Set by every look for a call of unknown outcome. */
  search?: CallSearch;
  /** Digest of the body that is sent; set where addresses stand in it in place of files. */
  body?: string;
}

export interface AttemptFinished {
  number: number;
  outcome: AttemptOutcome;
  provider_id: string | null;
  error: RunFailure | null;
  /** The model's own running time where the provider tells, else the time between call and answer. */
  provider_ms: number;
  /** Digest of the raw output. */
  output_digest: string | null;
  /** Parts of the output that could not be read; absent when there are none. */
  unreadable?: string[];
  /** What the call was charged, in US dollars, by what the provider says it used; absent where it does not tell. */
  billed_usd?: number;
  /** Those of what it had given out before it failed; absent as in an assessment. */
  files?: KeptFiles;
}

/** A claim that a group made for one of its members, as it was their turn. */
export interface Offer {
  to: Actor;
  group: NamedGroup;
  /** The members whose turns were the last one before, and this one. */
  after: string | null;
  member: string;
}

/** The log's vocabulary: one entry of data per type. */
export interface EventData {
  run_created: RunCreated;
  step_started: Record<string, never>;
  /** `standing`: see Question; absent elsewhere. */
  awaiting_human: { review: OpenReview; assessment: Assessment | null; standing?: Standing };
  payload_revised: PayloadRevised;
  approval: { review_id: string; approval: Approval };
  approval_undone: { review_id: string; person: string; reason: string | null };
  decision: DecisionMade;
  decision_undone: { review_id: string; reason: string | null };
  decision_carried_out: { review_id: string };
  step_completed: { assessment: Assessment | null };
  attempt_started: RevisionRef & { number: number };
  attempt_progress: AttemptProgress;
  attempt_finished: AttemptFinished;
  claimed: { until: string; offer?: Offer };
  released: Record<string, never>;
  comment: Record<string, never>;
  run_completed: Record<string, never>;
  run_failed: { error: RunFailure };
  run_cancelled: { reason: string | null; by: "reject" | "cancel" | "timeout" };
  run_expired: { review_id: string };
  /** All that was said before is erased, but for these entries of an earlier release. */
  erased: { rule: ErasureRule; not_erasable: number[]; intact: boolean };
}

/**
 * The number of the shape in which entries are written. What an older release would misread gets the next number, and
 * `lib/store/runs/read-event.ts` a way to read the one before.
 */
export const eventFormat: number = 2;

/** In which shape an entry is written: releases before the second know nothing of erasures, and all else as it is. */
export function formatOf(type: RunEvent["type"]): number {
  return type === "erased" ? 2 : 1;
}

interface Envelope {
  /** Absent in those of the first shape. */
  format?: number;
  run_id: string;
  seq: number;
  /** Where the run is after this event. */
  step: Step;
  status: RunStatus;
  actor: Actor;
  at: string;
  message: string;
}

/** `said`: what the message says; absent where it is somebody's own words, and in entries of before there were codes. */
interface Spoken {
  said?: Said;
  /** Of the whole entry, under its salt; set where the texts were erased. See `digested`. */
  texts?: string;
}

/** One entry of a run's log, before the chain has hashed it. */
export type RunEvent = {
  [Type in keyof EventData]: Envelope & { type: Type; data: EventData[Type] & Spoken };
}[keyof EventData];

/** Follow-up work a transition asks for; carried out elsewhere, each idempotent. */
export type Effect =
  | { kind: "advance" }
  | { kind: "call"; attempt: number }
  | { kind: "cancel_call"; attempt: number }
  /** Removes the files of a run whose documents were erased. */
  | { kind: "erase_files" }
  /** Looks at a one-shot record when its call must be over. */
  | { kind: "close"; at: string }
  | { kind: "expire"; review_id: string; at: string }
  | { kind: "carry_out"; review_id: string; at: string };
