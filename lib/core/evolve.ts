import type { Decision } from "@/lib/contracts/parts";
import { editorsOf } from "./duties";
import { withoutTexts } from "./erasing";
import type { RunEvent } from "./events";
import type { Approval, Assessment, ClosedReview, OpenReview, RunState } from "./state";

/** How long from one ISO time to another, in milliseconds, never negative. */
export function between(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}

function assessed(state: RunState, assessment: Assessment | null): RunState {
  if (!assessment) return state;
  return {
    ...state,
    trace: [...state.trace, ...assessment.trace],
    ...(assessment.measured && { measured: [...(state.measured ?? []), assessment.measured] }),
    ...(assessment.policy && { policy: assessment.policy, requested: state.requested ?? state.policy }),
    capabilities: assessment.capabilities ?? state.capabilities,
    operation_type: assessment.operation_type ?? state.operation_type,
    confidence: assessment.confidence ?? state.confidence,
    issues: assessment.issues ?? state.issues,
    response: assessment.response ?? state.response,
    responses: Math.max(state.responses, assessment.response?.revision ?? 0),
    quality: assessment.quality ?? state.quality,
    model: assessment.model ?? state.model,
    model_seen: assessment.model_seen === undefined ? state.model_seen : assessment.model_seen,
  };
}

/** Closes the open review: the time it stood open was a person's. What a group offered was this question. */
function closed(state: RunState, at: string, decision: ClosedReview["decision"]): RunState {
  if (!state.review) return state;
  const offered = state.claim?.offered_by !== undefined;
  const { id, step, approval_token, digest, opened_at } = state.review;
  return {
    ...state,
    ...(offered && { claim: null }),
    review: null,
    last_review: { id, step, approval_token, digest, closed_at: at, decision },
    human_ms: state.human_ms + between(opened_at, at),
  };
}

function editedBy(state: RunState, editor: string | undefined): Pick<RunState, "editors"> {
  return editor === undefined ? {} : { editors: [...new Set([...editorsOf(state), editor])] };
}

/** A person's newest word takes the place of what they said before. */
function approved(review: OpenReview, approval: Approval): OpenReview {
  const others = (review.approvals ?? []).filter(({ person }) => person !== approval.person);
  return { ...review, approvals: [...others, approval] };
}

function unapproved(review: OpenReview, person: string): OpenReview {
  const { approvals = [], ...rest } = review;
  const others = approvals.filter((one) => one.person !== person);
  return { ...rest, ...(others.length > 0 && { approvals: others }) };
}

function claimed(state: RunState, { actor, data }: Extract<RunEvent, { type: "claimed" }>): RunState {
  const { until, offer } = data;
  if (!offer) return { ...state, claim: { by: actor, until } };
  const { review } = state;
  const offers = [...(review?.offers ?? []), offer.to.id];
  return {
    ...state,
    claim: { by: offer.to, until, offered_by: offer.group.name },
    review: review && { ...review, offers },
  };
}

/** Marks the last decision as taken back: it stays in the list, as it stays in the log. */
function undone(state: RunState, by: NonNullable<Decision["undone"]>): RunState {
  const { last_review, decisions } = state;
  const last = decisions.at(-1);
  if (!last) return state;
  const decision = { ...last, undone: by };
  return {
    ...state,
    held: null,
    last_review: last_review && { ...last_review, decision },
    decisions: [...decisions.slice(0, -1), decision],
  };
}

function created(event: Extract<RunEvent, { type: "run_created" }>): RunState {
  const { texts: _, ...data } = event.data;
  return {
    ...data,
    run_id: event.run_id,
    version: event.seq,
    status: event.status,
    step: event.step,
    created_by: event.actor,
    model_seen: null,
    capabilities: null,
    operation_type: null,
    confidence: null,
    trace: [],
    revisions: 0,
    example: null,
    payload: null,
    issues: [],
    cost: null,
    likeness: null,
    attempt: null,
    responses: 0,
    response: null,
    quality: null,
    review: null,
    last_review: null,
    held: null,
    decisions: [],
    failure: null,
    message: event.message,
    human_ms: 0,
    provider_ms: 0,
    steps_done: 0,
    created_at: event.at,
    updated_at: event.at,
    completed_at: null,
  };
}

function applied(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case "run_created":
      return created(event);
    case "step_started":
    case "comment":
      return state;
    case "awaiting_human": {
      // Asked again because nobody answered (escalate): the time until now was a person's all the same.
      const waited = state.review ? between(state.review.opened_at, event.at) : 0;
      const { assessment, review, standing } = event.data;
      return { ...assessed(state, assessment), ...standing, review, human_ms: state.human_ms + waited };
    }
    case "step_completed":
      return { ...assessed(state, event.data.assessment), steps_done: state.steps_done + 1 };
    case "payload_revised": {
      const { kind, revision, digest, issues, cost, likeness, editor } = event.data;
      const ref = { revision, digest };
      return kind === "example"
        ? { ...state, revisions: revision, example: ref }
        : { ...state, ...editedBy(state, editor), revisions: revision, payload: ref, issues, cost, likeness };
    }
    case "approval":
      return { ...state, review: state.review && approved(state.review, event.data.approval) };
    case "approval_undone":
      return { ...state, review: state.review && unapproved(state.review, event.data.person) };
    case "decision": {
      const { decision, held, assessment = null, prompt, attachments, model, response, editor } = event.data;
      return {
        ...closed(assessed(state, assessment), event.at, decision),
        held,
        decisions: [...state.decisions, decision],
        ...editedBy(state, editor),
        prompt: prompt ?? state.prompt,
        attachments: attachments ?? state.attachments,
        model: model ?? state.model,
        response: response ?? state.response,
        responses: Math.max(state.responses, response?.revision ?? 0),
      };
    }
    case "claimed":
      return claimed(state, event);
    case "released":
      return { ...state, claim: null };
    case "decision_carried_out":
      return { ...state, held: null };
    case "decision_undone":
      return undone(state, { by: event.actor, at: event.at });
    case "attempt_started":
      return {
        ...state,
        failure: null,
        attempt: {
          number: event.data.number,
          revision: event.data.revision,
          digest: event.data.digest,
          phase: "prepared",
          fence: 0,
          lease_until: null,
          delays: 0,
          provider_id: null,
          progress: null,
          submitted_at: null,
          outcome: null,
        },
      };
    case "attempt_progress": {
      if (!state.attempt) return state;
      const { phase, fence, lease_until, provider_id, progress, delayed, held_back_by, fruitless, body } =
        event.data;
      const { held_back_by: _, fruitless: __, search: before, ...attempt } = state.attempt;
      const sent = phase === "submitting" && attempt.phase === "prepared";
      const search = event.data.search ?? (sent ? undefined : before);
      return {
        ...state,
        attempt: {
          ...attempt,
          ...(held_back_by && { held_back_by }),
          ...(fruitless && { fruitless }),
          ...(search && { search }),
          ...(body && { body }),
          phase,
          fence,
          lease_until,
          provider_id,
          progress: progress ?? attempt.progress,
          delays: attempt.delays + (delayed ? 1 : 0),
          // Taking a submission over to look it up does not make it a later one.
          submitted_at: sent ? event.at : attempt.submitted_at,
        },
      };
    }
    case "attempt_finished": {
      if (!state.attempt) return state;
      const { outcome, provider_id, provider_ms, error, unreadable, billed_usd } = event.data;
      return {
        ...state,
        failure: error,
        provider_ms: state.provider_ms + provider_ms,
        ...(billed_usd !== undefined && { billed_usd: (state.billed_usd ?? 0) + billed_usd }),
        attempt: {
          ...state.attempt,
          phase: "settled",
          lease_until: null,
          outcome,
          provider_id,
          ...(unreadable && { unreadable }),
        },
      };
    }
    case "run_completed":
      return { ...state, completed_at: event.at };
    case "run_failed":
      return { ...state, failure: event.data.error, completed_at: event.at };
    case "run_cancelled":
    case "run_expired":
      return { ...closed(state, event.at, null), held: null, completed_at: event.at };
    case "erased": {
      const { rule, not_erasable, intact } = event.data;
      return {
        ...withoutTexts(state),
        erased: { at: event.at, by: event.actor, rule, not_erasable, intact },
      };
    }
  }
}

/** Entries that do not say where the run is, so that it keeps saying what it said before. */
const asides = new Set<RunEvent["type"]>(["comment", "claimed", "released", "payload_revised", "approval"]);

/**
 * The state after one more event. Folding a run's whole log gives its state (law 7):
 * nothing else ever changes it.
 */
export function evolve(state: RunState, event: RunEvent): RunState {
  return {
    ...applied(state, event),
    version: event.seq,
    step: event.step,
    status: event.status,
    ...(asides.has(event.type)
      ? { message: state.message, said: state.said }
      : { message: event.message, said: event.data.said }),
    updated_at: event.at,
  };
}

/**
 * Rebuilds the state from a whole log, oldest entry first.
 * @throws Error when the log is empty or does not begin with `run_created`.
 */
export function replay(log: readonly RunEvent[]): RunState {
  const [first, ...rest] = log;
  if (first?.type !== "run_created") throw new Error("A log begins with run_created");
  return rest.reduce(evolve, created(first));
}
