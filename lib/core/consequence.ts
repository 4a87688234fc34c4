import type { Said } from "@/lib/contracts/said";
import type { ReviewStep } from "@/lib/contracts/words";
import type { Assessment } from "./events";
import type { Approval, KeptAnswer, RevisionRef, Standing } from "./state";

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
