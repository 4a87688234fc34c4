import type { AttemptView } from "@/lib/contracts/run";
import { minutesAgo } from "./clock";

export const digest = "sha256:9f3ac27be1d04c5586f1a9b3d6e8427710cc54be6a02d8f9b1e7365c0a9941d0";

/** A call that was made and answered; anything may be set otherwise. */
export function makeAttempt(over: Partial<AttemptView> = {}): AttemptView {
  return {
    number: 1,
    state: "settled",
    outcome: "succeeded",
    payload_revision: 2,
    payload_digest: digest,
    provider_id: "jd96x0dyqsrm00cj1jp90zeye0",
    progress: null,
    started_at: minutesAgo(5),
    finished_at: minutesAgo(4.9),
    error: null,
    output: null,
    outputs: [],
    ...over,
  };
}
