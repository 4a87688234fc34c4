import type { Run } from "@/lib/contracts/run";

export type Subject = "request" | "payload" | "answer";

/** What an edit changes at the step where the run waits. */
export function whatToEdit(run: Run): Subject {
  if (run.current_step === "information_review") return "request";
  return run.current_step === "response_review" ? "answer" : "payload";
}
