import type { PlanStep, Rollout, RolloutChange, ShadowReport } from "@/lib/contracts/rollout";
import { minutesAgo } from "./clock";
import { makePath } from "./metrics";
import { ada, grace } from "./people";

const adaActor = { kind: ada.kind, id: ada.id, name: ada.name };
const day = 24 * 60;

function item(id: string, text: string, done: boolean) {
  return { id, text, done, done_by: done ? grace : null, done_at: done ? minutesAgo(3 * day) : null };
}

const dayOf = (minutes: number) => minutesAgo(minutes).slice(0, 10);

function plan(): PlanStep[] {
  return [
    {
      name: "staging",
      week: 1,
      stage: "off",
      percentage: null,
      planned_for: dayOf(20 * day),
      applied_at: minutesAgo(20 * day),
      checklist: [
        item("tests", "The test suite is green on staging", true),
        item("shadow", "Shadow mode has seen a day of traffic", true),
      ],
    },
    {
      name: "internal",
      week: 2,
      stage: "people",
      percentage: null,
      planned_for: dayOf(13 * day),
      applied_at: minutesAgo(13 * day),
      checklist: [
        item("people", "The first people are named", true),
        item("reviewers", "Two reviewers know the desk", true),
      ],
    },
    {
      name: "subset",
      week: 3,
      stage: "percentage",
      percentage: 10,
      planned_for: dayOf(5 * day),
      applied_at: minutesAgo(5 * day),
      checklist: [
        item("errors", "The error rate of the new path is no higher than the older one's", true),
        item("queue", "The oldest waiting run is under an hour at peak", true),
        item("rollback", "The rollback was tried once", false),
      ],
    },
    {
      name: "everyone",
      week: 4,
      stage: "everyone",
      percentage: null,
      planned_for: dayOf(-2 * day),
      applied_at: null,
      checklist: [
        item("capacity", "There are reviewers for three times the queue", false),
        item("clients", "Clients know about waiting runs", false),
      ],
    },
    {
      name: "deprecate",
      week: 5,
      stage: "everyone",
      percentage: null,
      planned_for: null,
      applied_at: null,
      checklist: [
        item("callers", "Nobody has called the older path for a week", false),
        item("sunset", "The date of its end has been announced", false),
      ],
    },
  ];
}

function change(
  over: Partial<RolloutChange> & Pick<RolloutChange, "version" | "why" | "changes">,
): RolloutChange {
  return {
    kind: "change",
    at: minutesAgo((20 - over.version) * day * 0.9 + 42),
    actor: adaActor,
    state: { stage: "off", user_ids: [], percentage: 0, preset: null, shadow: false, shadow_policy: null },
    hash: `sha256:${"0f".repeat(32)}`,
    ...over,
  };
}

/** Week three of five: a tenth of the users has moved. */
export function makeRollout(over: Partial<Rollout> = {}): Rollout {
  return {
    version: 7,
    enabled: true,
    older_path: true,
    state: {
      stage: "percentage",
      user_ids: ["ada@example.com", "grace@example.com", "qa-team"],
      percentage: 10,
      preset: "subset",
      shadow: true,
      shadow_policy: null,
    },
    plan: plan(),
    history: [
      change({
        version: 7,
        why: "Two quiet days at 5 %; the queue keeps up",
        changes: ["percentage from 5 to 10", "preset subset"],
        at: minutesAgo(52),
      }),
      change({
        version: 6,
        kind: "plan",
        why: "Meeting on Thursday",
        changes: ["everyone planned for Thursday"],
        actor: grace,
      }),
      change({
        version: 5,
        why: "The schema of one model had changed; now pinned",
        changes: ["stage from off to percentage", "percentage from 10 to 5"],
      }),
      change({
        version: 4,
        kind: "rollback",
        why: "Error rate of flux-dev went to 9 % after 14:00",
        changes: ["stage from percentage to off"],
        actor: grace,
      }),
      change({
        version: 3,
        why: "Start of week three",
        changes: ["stage from people to percentage", "percentage from 0 to 10"],
      }),
      change({
        version: 2,
        why: "Our own people first",
        changes: ["stage from off to people", "3 people named"],
      }),
      change({
        version: 1,
        why: "See what would wait before anybody moves",
        changes: ["shadow from off to on"],
        actor: grace,
      }),
    ],
    comparison: {
      from: minutesAgo(7 * day),
      to: minutesAgo(0),
      days: 7,
      hitl: makePath(2_114, true),
      legacy: makePath(9_870, false),
      error_points: -1.4,
      provider_p50_diff_ms: -80,
    },
    warning: {
      level: "go",
      reason: "The new path's error rate is 1.4 points under the older one's.",
      max_points: 2,
      min_runs: 50,
    },
    ...over,
  };
}

export function makeShadowReport(over: Partial<ShadowReport> = {}): ShadowReport {
  return {
    from: minutesAgo(7 * day),
    to: minutesAgo(0),
    requests: 9_870,
    truncated: false,
    would_wait: 2_961,
    would_wait_share: 0.3,
    by_step: [
      { step: "payload_review", requests: 2_410 },
      { step: "information_review", requests: 402 },
      { step: "response_review", requests: 149 },
    ],
    by_rule: [
      {
        step: "payload_review",
        rule: "payload_changes_max",
        requests: 1_702,
        example: "7 fields differ from the example, more than 5",
      },
      {
        step: "payload_review",
        rule: "cost_max_usd",
        requests: 611,
        example: "Estimated cost $0.50 is over $0.10",
      },
      {
        step: "information_review",
        rule: "confidence_min",
        requests: 402,
        example: "Mapping confidence 0.82 is under 0.9",
      },
      { step: "payload_review", rule: "validation", requests: 97, example: "The payload has an error" },
    ],
    by_model: [
      {
        provider: "replicate",
        model: "black-forest-labs/flux-schnell",
        requests: 5_900,
        would_wait: 1_204,
        error_issues: 12,
      },
      { provider: "replicate", model: "minimax/video-01", requests: 611, would_wait: 611, error_issues: 4 },
      { provider: "replicate", model: "meta/musicgen", requests: 204, would_wait: 88, error_issues: 81 },
    ],
    error_issues: 97,
    estimated_usd: 482.2,
    waiting_usd: 331.07,
    waiting_outcomes: {
      runs: 2_961,
      completed: 2_790,
      failed: 171,
      cancelled: 0,
      expired: 0,
      success_rate: 0.942,
      error_rate: 0.058,
    },
    examples: [1, 2, 3].map((index) => ({
      run_id: `run_01jc4shadow${index}`,
      model: "minimax/video-01",
      at: minutesAgo(index * 17),
      would_pause_at: "payload_review" as const,
      reasons: ["Estimated cost $0.50 is over $0.10"],
    })),
    ...over,
  };
}
