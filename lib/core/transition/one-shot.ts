import { said } from "@/lib/contracts/sentences";
import type { CommandOf } from "../commands";
import { settleSuccess } from "./attempt";
import type { Draft } from "./draft";
import { onFail } from "./end";
import { prepareAttempt, reachResponse, releaseAnswer } from "./forward";

/**
 * The older path asks nobody: the request is understood, its payload is built, and the call is prepared, or refused, at
 * once. No job makes that call; one closes the record should its process die before it can.
 */
export function onAssessOneShot(draft: Draft, command: CommandOf<"assess_one_shot">): void {
  const { capabilities, operation_type, payload, refusal, closes_at } = command;
  const { digest, issues, cost, likeness } = payload;
  draft.emit("step_completed", {
    says: said("older_path"),
    data: { assessment: { trace: [], capabilities, operation_type } },
  });
  draft.emit("payload_revised", {
    says: said("payload_built"),
    data: { kind: "proposed", revision: 1, digest, issues, cost, likeness, changes: [] },
  });
  if (refusal) {
    onFail(draft, { type: "fail", error: refusal });
    return;
  }
  prepareAttempt(draft, { revision: 1, digest });
  draft.effects.push({ kind: "close", at: closes_at });
}

/** Gives the answer as it came, with what was found about it. */
export function onSettleOneShot(draft: Draft, command: CommandOf<"settle_one_shot">): void {
  const { digest, issues, quality, files } = command;
  settleSuccess(draft, command);
  reachResponse(draft);
  const response = { revision: 1, digest };
  const assessment = { trace: [], issues, quality, response, ...(files && { files }) };
  releaseAnswer(draft, assessment, said("answer_as_it_came"));
}
