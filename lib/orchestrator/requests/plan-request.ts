import type { JsonObject } from "@/lib/contracts/json";
import type { Attachment, Cost, Issue, TraceEntry } from "@/lib/contracts/parts";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { ReviewStep } from "@/lib/contracts/words";
import type { CheckedPayload, FixedPayload, RequestFindings } from "@/lib/core/commands";
import { firstAsked, measuredPayload, measuredRequest } from "@/lib/core/measured";
import { type Measurement, modeAt } from "@/lib/core/policy";
import { factsOf } from "@/lib/core/rules/facts";
import { gateOf, passSteps } from "@/lib/core/rules/gate";
import type { RevisionFacts } from "@/lib/core/rules/matches";
import type { ModelDescription, Placement, Provider } from "@/lib/providers/contract";
import { type KnownSecrets, secretIssues } from "../secrets/secret-issues";
import { findingsOf, withIssues } from "./build";
import type { RequestEdits } from "./request";
import { assessRequest, checkChange } from "./unchecked";

/** What a payload is made from, and what is known beside it. */
interface Planning {
  provider: Provider;
  model: ModelDescription;
  request: { prompt: string; attachments: Attachment[] };
  /** The secrets that are kept for the run, or came in with the request. */
  secrets: KnownSecrets;
  /** What the provider says of its model now; nothing where it was not asked. */
  ofModel?: readonly Issue[];
}

interface Asked extends Planning {
  /** What the request asks for. */
  policy: EffectivePolicy;
  /** The organisation's rules that concern it. */
  rules: readonly FrozenRule[];
  /** What the request lays over what is proposed for it. */
  edits: RequestEdits | null;
  /** Whether a person edited the request: then only some of its edits still count. */
  answered?: boolean;
}

/** A payload, where prompt and attachments stand in it, and what was found about it. */
export interface PlannedPayload<Checked extends CheckedPayload = CheckedPayload> {
  payload: JsonObject;
  placements: readonly Placement[];
  checked: Checked;
}

/** What would run of a request, and whether anybody would be asked first. */
export interface RequestPlan {
  found: RequestFindings;
  proposed: PlannedPayload;
  /** Null where nothing was mended. */
  fixed: PlannedPayload<FixedPayload> | null;
  /** What the request wants instead; null where that does not differ. */
  edited: PlannedPayload | null;
  /** The last of them. */
  runs: PlannedPayload;
  cost: Cost | null;
  /** What rules look at of it. */
  facts: Required<RevisionFacts>;
  /** What policy looks at before the call, step by step. */
  measured: Measurement[];
  trace: TraceEntry[];
  /** What the rules made of the policy. */
  policy: EffectivePolicy;
  /** Where it would first wait for a person; null where it would not. */
  stops_at: ReviewStep | null;
}

/**
 * What would run of a request: the one sum of payload, fixes, checks, measures, trace and cost. A run that advances, a
 * preview, the shadow and the one-shot path all have it from here, so that none can tell what another does not do.
 * @throws CodedError `rate_limit_exceeded` when too much waits already to be reckoned
 */
export async function planRequest(asked: Asked): Promise<RequestPlan> {
  const { provider, model, request, edits, answered = false, rules } = asked;
  const { built, checked, edited } = await assessRequest(provider, { model, request, edits, answered });
  const told = toldOf(asked);
  const proposed = told({ ...built.proposal, checked: checked.proposed });
  const fixed = checked.fixed ? told({ ...built.fixed, checked: checked.fixed }) : null;
  const changed = edited && told({ ...edited, placements: built.fixed.placements });
  const found = findingsOf(built);
  const runs = changed ?? fixed ?? proposed;
  const measured = [measuredRequest(found), measuredPayload(runs.checked)];
  const { cost } = runs.checked;
  const facts = factsOf({ ...model, provider: provider.name }, found.operation_type, cost);
  const { policy, trace } = passSteps(gateOf(asked.policy, rules), facts, measured);
  return {
    found,
    proposed,
    fixed,
    edited: changed,
    runs,
    cost,
    facts,
    measured,
    trace,
    policy,
    stops_at: firstAsked(trace) ?? stopAtAnswer(policy),
  };
}

/** A payload somebody changed, checked, priced and told of as `planRequest` tells of it. */
export async function planChange(asked: Planning, payload: JsonObject): Promise<CheckedPayload> {
  const { provider, model, request } = asked;
  const checked = await checkChange(provider, { model, request, payload });
  return toldOf(asked)({ payload, placements: [], checked }).checked;
}

/** Adds what is wrong beside the payload itself: the model, and the secrets it names. */
function toldOf({ model, secrets, ofModel = [] }: Planning) {
  return <Checked extends CheckedPayload>(planned: PlannedPayload<Checked>): PlannedPayload<Checked> => {
    const { payload, placements, checked } = planned;
    return {
      payload,
      placements,
      checked: withIssues(checked, [...ofModel, ...secretIssues(payload, model, secrets)]),
    };
  };
}

/** What the answer will be like nobody knows yet; that somebody will look at it, policy can tell. */
function stopAtAnswer(policy: EffectivePolicy): ReviewStep | null {
  return modeAt(policy, "response_review") === "require_human" ? "response_review" : null;
}
