import type { RunBudget } from "@/lib/contracts/budgets";
import type { Cost, TraceEntry } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";
import { upperOf } from "../budgets/budget";
import type { CheckedPayload, CommandOf, RequestFindings } from "../commands";
import { countedFor } from "../duties";
import { measuredAnswer, measuredPayload, measuredRequest } from "../measured";
import type { Measurement, Replaced } from "../policy";
import { factsOf } from "../rules/facts";
import { passGate } from "../rules/gate";
import { sameJson } from "../same-json";
import type { Assessment, RevisionRef, RunModel, RunState } from "../state";
import type { Draft } from "./draft";
import { goToPayload, passPayload, releaseAnswer } from "./forward";
import { openReview } from "./review";

/** The sentences of the rules that ask; empty when none does. */
export function reasonsOf(assessment: Assessment): Said[] {
  return assessment.trace.filter((entry) => entry.asks).map((entry) => said("rule", entry));
}

type Looked = Pick<Assessment, "trace" | "measured" | "policy">;

/** What the gate says of a run as it would go on. */
function looked(
  run: Pick<RunState, "requested" | "policy" | "rules" | "model" | "operation_type" | "cost">,
  measured: Measurement,
): Looked {
  const { requested = run.policy, policy: before, rules = [], model, operation_type, cost } = run;
  const facts = factsOf(model, operation_type, cost);
  const { policy, trace } = passGate({ requested, policy: before, rules }, facts, measured);
  return { trace, measured, ...(policy !== before && { policy }) };
}

/** What policy says to a payload that was built or edited. */
export function assessPayload(run: RunState, payload: CheckedPayload): Assessment {
  return looked({ ...run, cost: payload.cost }, measuredPayload(payload));
}

type Chosen = Pick<RunState, "model" | "operation_type">;

/** What a run was to do, where it is to do something else from now on; null where it stays, or nobody looked yet. */
function replacedBy(next: Chosen, { model, operation_type, measured = [] }: RunState): Replaced | null {
  if (measured.length === 0) return null;
  const { cost: _, ...before } = factsOf(model, operation_type, null);
  const { cost: __, ...after } = factsOf(next.model, next.operation_type, null);
  return sameJson(before, after) ? null : before;
}

/**
 * What policy says to a request as it came or was edited.
 * @param model the one it is for from now on
 */
export function assessRequest(
  run: RunState,
  found: RequestFindings,
  model: RunModel = run.model,
): Assessment {
  const { capabilities, operation_type, confidence } = found;
  const replaced = replacedBy({ model, operation_type }, run);
  const measured = { ...measuredRequest(found), ...(replaced && { replaced }) };
  const asked = looked({ ...run, model, operation_type }, measured);
  return { capabilities, operation_type, confidence, ...asked };
}

export function onInformation(draft: Draft, command: CommandOf<"assess_information">): void {
  const assessment = assessRequest(draft.run, command);
  draft.emit("step_started", {
    step: "information_review",
    status: "running",
    says: said("looking_at_request"),
    data: {},
  });
  const reasons = reasonsOf(assessment);
  if (reasons.length > 0)
    openReview(draft, { step: "information_review", digest: null, reasons, assessment });
  else goToPayload(draft, assessment, said("request_understood"));
}

/** What a request wants instead of what is proposed is its requester's edit; a fork's comes from its parent. */
function revisedByRequest(draft: Draft, { digest, issues, cost, likeness }: CheckedPayload): void {
  const { created_by, parent_run_id, revisions, requester } = draft.run;
  const [editor = countedFor({ by: created_by }).person] = requester ?? [];
  const revised = {
    revision: revisions + 1,
    digest,
    issues,
    cost,
    likeness,
    changes: [],
    editor,
  };
  if (parent_run_id === null) {
    draft.emit("payload_revised", {
      says: said("payload_of_request"),
      data: { kind: "edit", ...revised },
      actor: created_by,
    });
    return;
  }
  draft.emit("payload_revised", {
    says: said("payload_of_parent"),
    data: { kind: "fork", ...revised },
  });
}

/** Money asks. What is left of a budget is told to those who review, and not in what its requester reads. */
function budgetEntry({ id, name }: RunBudget, cost: Cost | null): TraceEntry {
  const amount = upperOf(cost);
  const reason =
    amount === null
      ? `The cost is not known, and the budget “${name}” asks then`
      : `The budget “${name}” has less left than the $${amount} that this may cost`;
  const by = { id, name };
  return {
    step: "payload_review",
    rule: "budget",
    measured: amount,
    threshold: null,
    asks: true,
    reason,
    by,
  };
}

export function onPayload(draft: Draft, command: CommandOf<"assess_payload">): void {
  const { example_digest, proposed, fixed, edited, seen, over_budget } = command;
  const first = draft.run.revisions + 1;
  draft.emit("payload_revised", {
    says: said("example_payload"),
    data: {
      kind: "example",
      revision: first,
      digest: example_digest,
      issues: [],
      cost: null,
      changes: [],
      likeness: null,
    },
  });
  draft.emit("payload_revised", {
    says: said("payload_proposed"),
    data: {
      kind: "proposed",
      revision: first + 1,
      digest: proposed.digest,
      issues: proposed.issues,
      cost: proposed.cost,
      changes: [],
      likeness: proposed.likeness,
    },
  });
  if (fixed) {
    draft.emit("payload_revised", {
      says: said("payload_fixed", { changes: fixed.fixes }),
      data: {
        kind: "autofix",
        revision: first + 2,
        digest: fixed.digest,
        issues: fixed.issues,
        cost: fixed.cost,
        changes: fixed.fixes.map(english),
        changes_said: fixed.fixes,
        likeness: fixed.likeness,
      },
    });
  }
  if (edited) revisedByRequest(draft, edited);
  // The last payload is what would run; the ones before stay beside it to be compared and restored.
  const last = edited ?? fixed ?? proposed;
  const signed: RevisionRef = { revision: draft.run.revisions, digest: last.digest };
  const looked = assessPayload(draft.run, last);
  const trace = over_budget ? [...looked.trace, budgetEntry(over_budget, last.cost)] : looked.trace;
  const assessment: Assessment = { ...looked, trace, model_seen: seen ?? null };
  const reasons = reasonsOf(assessment);
  if (reasons.length > 0) {
    openReview(draft, { step: "payload_review", digest: signed.digest, reasons, assessment });
  } else passPayload(draft, assessment, signed, said("payload_passed"));
}

export function onResponse(draft: Draft, command: CommandOf<"assess_response">): void {
  const { digest, issues, quality, files } = command;
  const assessment: Assessment = {
    issues,
    quality,
    response: { revision: draft.run.responses + 1, digest },
    ...(files && { files }),
    ...(draft.run.model.asks_only ? { trace: [] } : looked(draft.run, measuredAnswer(command))),
  };
  const reasons = reasonsOf(assessment);
  if (reasons.length > 0) openReview(draft, { step: "response_review", digest, reasons, assessment });
  else releaseAnswer(draft, assessment, said("answer_passed"));
}
