import type { CreateRun } from "@/lib/contracts/create-run";

/** A create as it was sent. `nonce` is in its metadata, so that the runs it made can be counted afterwards. */
export interface SentCreate {
  nonce: string;
  body: CreateRun;
  /** The Idempotency-Key, when it had one: then it is sent again until it is answered. */
  key: string | null;
  /** The run that was answered; null when no answer came. */
  runId: string | null;
}

/** A decision, a cancel or a comment as it was sent. `message` is unique, so that it can be found in the log. */
export interface SentDecision {
  runId: string;
  action: "approve" | "edit" | "reject" | "retry" | "cancel" | "comment";
  message: string;
  acknowledged: boolean;
}

/** What was asked and what was answered, as the outside saw it. */
export class Ledger {
  readonly creates: SentCreate[] = [];
  readonly decisions: SentDecision[] = [];
  /** Runs that somebody had erased, by their ids; true once that was answered. */
  readonly erasures = new Map<string, boolean>();
  /** Answers that nobody should ever get. */
  readonly unexpected: string[] = [];
  /** Creates that were sent again under their key. */
  repeated = 0;
  /** Requests whose answer a crash swallowed. */
  lost = 0;
  /** 409 and 412: somebody or a crash was first. */
  refused = 0;
}
