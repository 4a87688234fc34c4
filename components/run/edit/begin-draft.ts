import type { Draft } from "@/components/hooks/use-draft";
import { asObject } from "@/components/json/as-object";
import { shownAddress } from "@/lib/contracts/is-file-ref";
import type { Run } from "@/lib/contracts/run";
import { answerOf } from "../answer/answer-of";
import { whatToEdit } from "./what-to-edit";

/** A draft that equals what the run says now, tied to the question it answers. */
export function beginDraft(run: Run, now: Date): Draft {
  const base = {
    approvalToken: run.approval_token,
    revision: run.payload_revision,
    savedAt: now.toISOString(),
  };
  switch (whatToEdit(run)) {
    case "request":
      return {
        ...base,
        prompt: run.prompt,
        attachments: run.attachments.map(({ url }) => shownAddress(url)),
      };
    case "payload":
      return { ...base, payload: asObject(run.suggested_payload) };
    case "answer": {
      const answer = answerOf(run);
      return { ...base, response: answer.kind === "text" ? answer.text : (run.processed_response ?? null) };
    }
  }
}
