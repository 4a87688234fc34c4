import type { RunBudget } from "@/lib/contracts/budgets";
import type { ErasureRule } from "@/lib/contracts/erasure";
import type { Json } from "@/lib/contracts/json";
import type { Actor, Attachment, Cost, HeldBack, Issue, Made, RunFailure } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Capabilities } from "@/lib/contracts/run";
import type { Said } from "@/lib/contracts/said";
import type { DecisionAction, OperationType, SafetyFlag } from "@/lib/contracts/words";
import type { KeptFiles, RequestFacts } from "./beside";
import type { Offer } from "./events";
import type { Identity } from "./principal";
import type { ModelSeen, RunModel } from "./state";

/** Groups as they stand when an answer is given. */
export interface Seats {
  /** Ids of those in which whoever answers has a seat that counts. */
  held: readonly string[];
  /** What groups are called, by their ids. */
  names: Readonly<Record<string, string>>;
}

/** Who answers, on whose behalf, and what they said. */
export interface Answer {
  by: Actor;
  /** Who counts for it where duties are kept apart; left out, it is `by` as itself. */
  as?: Identity;
  /** Who approved before and may not decide any more, by their ids: their word does not count. */
  lapsed?: readonly string[];
  /** Who counts now for a key that counted as itself when it had a word: `user:…` by `key:…`. */
  owners?: Readonly<Record<string, string>>;
  /** The groups that must approve; left out where none must. */
  groups?: Seats;
  on_behalf_of: Json;
  /** Whether they may go over a budget that asks. */
  may_overspend?: boolean;
  /** Budgets that it goes over. */
  over_budget?: Pick<RunBudget, "id" | "name">[];
  message: string | null;
  /** What the message says where it is no person's own words. */
  says?: Said;
  /** Left out where it is nobody's. */
  made?: Made;
  /** What follows waits so long, in seconds, and can be taken back until then; left out or 0, it follows at once. */
  undo_seconds?: number | undefined;
}

/** A payload as it was built or edited, checked and priced. */
export interface CheckedPayload {
  digest: string;
  issues: Issue[];
  cost: Cost | null;
  /** Leaves changed against the example, prompt and attachments not counted. */
  changes: number;
  /** What payloads that differ in nothing but prompt, attachments and seed have in common. */
  likeness: string;
}

/** A payload after its automatic fixes; `fixes` says what was changed and why, a sentence each. */
export interface FixedPayload extends CheckedPayload {
  fixes: Said[];
}

/** A model that is not any more what was reviewed. */
export interface ModelDrift {
  /** As it is now: what the next review looks at; null when it is gone. */
  seen: ModelSeen | null;
  /** The model under its present description. */
  model: RunModel;
  /** What is wrong with the payload under that description. */
  issues: Issue[];
}

/** What looking at a request found. */
export interface RequestFindings {
  capabilities: Capabilities;
  operation_type: OperationType;
  /** How sure it is where prompt and attachments belong, 0 to 1. */
  confidence: number;
  safety_flags: SafetyFlag[];
}

export interface CreateRunCommand {
  type: "create";
  run_id: string;
  by: Actor;
  model: RunModel;
  policy: EffectivePolicy;
  /** The organisation's rules that concern it, as they are read now; left out where none does. */
  rules?: FrozenRule[];
  /** Who counts as having asked (`user:…`, `key:…`, `email:…`); left out where no rule could ask. */
  requester?: string[];
  /** Whose edits come with it, from the run it is made from; left out where there are none. */
  editors?: string[];
  prompt: string;
  attachments: Attachment[];
  parent_run_id: string | null;
  /** For a record of the older path: nobody is asked about it, and its own process makes the call. */
  one_shot?: true;
  /** What the request said besides. */
  facts?: RequestFacts;
}

/** What the machine reports of its own work. */
type MachineCommand =
  /** Offers what is asked to a member of a group whose turn it is, until an ISO time. */
  | { type: "offer"; until: string; offer: Offer }
  | ({ type: "assess_information" } & RequestFindings)
  | {
      type: "assess_payload";
      example_digest: string;
      proposed: CheckedPayload;
      /** Left out when there was nothing to fix. */
      fixed?: FixedPayload;
      /** What the request, or the run it was made from, wants instead, where that differs. */
      edited?: CheckedPayload;
      seen?: ModelSeen | null;
      /** Why money forbids that it is called without a person; left out where it does not. */
      over_budget?: RunBudget;
    }
  /** `body` names what is sent exactly, where addresses stand in it in place of files; absent where the payload is it. */
  | { type: "begin_submission"; attempt: number; lease_until: string; body?: string | undefined }
  /** `answered`: the status with which the provider turned the call away without saying whether it took it. */
  | { type: "renew_lease"; attempt: number; lease_until: string; answered?: number | undefined }
  | { type: "note_absence"; attempt: number; fence: number }
  | { type: "delay_submission"; attempt: number; fence: number; reason: Said }
  | { type: "record_submission"; attempt: number; fence: number; provider_id: string }
  | { type: "report_progress"; attempt: number; progress: number }
  | {
      type: "report_wait";
      attempt: number;
      held_back_by: HeldBack | null;
      /** Looks in a row at the call that told nothing. */
      fruitless: number;
      message: Said;
    }
  | {
      type: "settle_succeeded";
      attempt: number;
      provider_id: string;
      provider_ms: number | null;
      output_digest: string;
      /** What it was charged, where the provider tells. */
      billed_usd?: number;
      unreadable?: string[];
    }
  | {
      type: "settle_failed";
      attempt: number;
      provider_id: string | null;
      provider_ms: number | null;
      /** Of what it had given out before it failed; null where that is nothing. */
      output_digest?: string | null;
      /** What it was charged all the same, where the provider tells. */
      billed_usd?: number;
      /** Of what it had given out; left out where that has none. */
      files?: KeptFiles;
      error: RunFailure;
    }
  | { type: "settle_unknown"; attempt: number; error: RunFailure }
  | { type: "dispatch_refused"; attempt: number; issue: Issue; drift?: ModelDrift }
  | { type: "assess_response"; digest: string; issues: Issue[]; quality: number; files?: KeptFiles }
  | {
      type: "assess_one_shot";
      by: Actor;
      capabilities: Capabilities;
      operation_type: OperationType;
      payload: CheckedPayload;
      /** Why nothing will be called: the record then ends with it. */
      refusal: RunFailure | null;
      /** A record that is still open then has lost its process. */
      closes_at: string;
    }
  /** The end of a one-shot call and of its record: the answer is given as it came. */
  | {
      type: "settle_one_shot";
      attempt: number;
      provider_id: string;
      provider_ms: number | null;
      output_digest: string;
      /** What it was charged, where the provider tells. */
      billed_usd?: number;
      unreadable?: string[];
      digest: string;
      issues: Issue[];
      quality: number;
      files?: KeptFiles;
    }
  /** `over_budget`: money forbids that nobody's answer is an approval. */
  | { type: "expire"; review_id: string; over_budget?: boolean }
  | { type: "carry_out"; review_id: string }
  | { type: "fail"; error: RunFailure }
  /** The machine must not try again by itself, and a person shall see the run, whatever the policy. */
  | { type: "hand_over"; error: RunFailure };

/** What a kind of decision brings besides the answer that each is. */
interface Brought {
  /** `break_glass`: without the approvals that are demanded; whoever says so is an admin and gives a reason. */
  approve: { acknowledge_issues: boolean; break_glass?: boolean };
  retry: { payload: CheckedPayload | null; adopt: string | null; break_glass?: boolean };
}

/** The decisions that are one command. */
export type PlainDecision = Exclude<DecisionAction, "edit">;

/** What answers a question; an edit is a command for each subject. */
export type DecisionCommand =
  | {
      [Kind in PlainDecision]: { type: Kind } & (Kind extends keyof Brought ? Brought[Kind] : unknown) &
        Answer;
    }[PlainDecision]
  | ({
      type: "edit_request";
      approve: boolean;
      prompt?: string;
      attachments?: Attachment[];
      model?: RunModel;
      /** Of the request as it is after the edit. */
      found: RequestFindings;
    } & Answer)
  | ({ type: "edit_payload"; approve: boolean; payload: CheckedPayload } & Answer)
  | ({ type: "edit_response"; approve: boolean; digest: string; issues: Issue[] } & Answer);

/** What people say besides. */
type PersonCommand =
  | { type: "undo"; by: Actor; reason: string | null }
  /** Of an approval that was not the last: the word of whoever takes theirs back is gone, that of others stays. */
  | ({ type: "take_approval_back" } & Answer)
  | { type: "cancel"; by: Actor; reason: string | null }
  /** Says that one is at it, until an ISO time; renews one's own claim and replaces somebody else's. */
  | { type: "claim"; by: Actor; until: string }
  | { type: "release"; by: Actor }
  | { type: "comment"; by: Actor; message: string }
  /** `not_erasable`: the entries of the log that have no salt. `intact`: whether all was as the log names it. */
  | { type: "erase"; by: Actor; rule: ErasureRule; not_erasable: number[]; intact: boolean };

export type Command = MachineCommand | DecisionCommand | PersonCommand;
export type CommandOf<Type extends Command["type"]> = Extract<Command, { type: Type }>;
