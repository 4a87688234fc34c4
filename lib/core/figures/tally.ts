import { decisionActions, eachDecision } from "@/lib/contracts/decision-kinds";
import type { DecisionCounts } from "@/lib/contracts/insights";
import type { Actor } from "@/lib/contracts/parts";
import type { EndedRun } from "./ended-run";
import { addHistogram, addValue, emptyHistogram, type Histogram } from "./spread";

/** What runs came to; every part of it adds up. */
export interface Counts {
  completed: number;
  failed: number;
  cancelled: number;
  expired: number;
  intervened: number;
  edited: number;
  timeouts: number;
  decisions: DecisionCounts;
  total: Histogram;
  provider: Histogram;
  people: Histogram;
  system: Histogram;
  decision: Histogram;
  estimated_usd: number;
  estimated_runs: number;
  measured_usd: number;
  measured_runs: number;
  measured_estimate_usd: number;
  failures: Record<string, number>;
  pointers: Record<string, number>;
}

/** The same, and what each reviewer decided: more than all the rest, and seldom needed. */
export interface Tally extends Counts {
  reviewers: Record<string, ReviewerTally>;
}

export interface ReviewerTally {
  actor: Actor;
  decisions: DecisionCounts;
  decision: Histogram;
}

const noDecisions = (): DecisionCounts => eachDecision(() => 0);

export function emptyCounts(): Counts {
  return {
    completed: 0,
    failed: 0,
    cancelled: 0,
    expired: 0,
    intervened: 0,
    edited: 0,
    timeouts: 0,
    decisions: noDecisions(),
    total: emptyHistogram(),
    provider: emptyHistogram(),
    people: emptyHistogram(),
    system: emptyHistogram(),
    decision: emptyHistogram(),
    estimated_usd: 0,
    estimated_runs: 0,
    measured_usd: 0,
    measured_runs: 0,
    measured_estimate_usd: 0,
    failures: {},
    pointers: {},
  };
}

export function emptyTally(): Tally {
  return { ...emptyCounts(), reviewers: {} };
}

/** Provider and model as one name; a provider's name has no colon. */
export function tallyKey({ provider, model }: { provider: string; model: string }): string {
  return `${provider}:${model}`;
}

/** The other way round. */
export function modelOfKey(key: string): { provider: string; model: string } {
  const colon = key.indexOf(":");
  return { provider: key.slice(0, colon), model: key.slice(colon + 1) };
}

const increment = (counts: Record<string, number>, name: string, by = 1) => {
  counts[name] = (counts[name] ?? 0) + by;
};

function reviewerIn(tally: Tally, actor: Actor): ReviewerTally {
  const key = `${actor.kind}:${actor.id}`;
  const known = tally.reviewers[key] ?? { actor, decisions: noDecisions(), decision: emptyHistogram() };
  tally.reviewers[key] = known;
  return known;
}

/** Counts one run. */
export function addRun(tally: Tally, run: EndedRun): void {
  tally[run.status] += 1;
  tally.timeouts += run.timeouts;
  if (run.status === "completed" || run.status === "failed") {
    addValue(tally.total, run.total_ms);
    addValue(tally.provider, run.provider_ms);
    addValue(tally.people, run.people_ms);
    addValue(tally.system, Math.max(0, run.total_ms - run.provider_ms - run.people_ms));
  }
  if (run.failure !== null) increment(tally.failures, run.failure);
  if (run.decisions.length > 0) tally.intervened += 1;
  for (const { action, actor, ms } of run.decisions) {
    tally.decisions[action] += 1;
    addValue(tally.decision, ms);
    const reviewer = reviewerIn(tally, actor);
    reviewer.decisions[action] += 1;
    addValue(reviewer.decision, ms);
  }
  if (run.edited.length > 0) tally.edited += 1;
  for (const pointer of run.edited) increment(tally.pointers, pointer);
  addCost(tally, run);
}

function addCost(tally: Counts, { estimated_usd, measured_usd }: EndedRun): void {
  if (estimated_usd !== null) {
    tally.estimated_usd += estimated_usd;
    tally.estimated_runs += 1;
  }
  if (measured_usd !== null) {
    tally.measured_usd += measured_usd;
    tally.measured_runs += 1;
    tally.measured_estimate_usd += estimated_usd ?? 0;
  }
}

const sums = [
  "completed",
  "failed",
  "cancelled",
  "expired",
  "intervened",
  "edited",
  "timeouts",
  "estimated_usd",
  "estimated_runs",
  "measured_usd",
  "measured_runs",
  "measured_estimate_usd",
] as const satisfies (keyof Counts)[];
const histograms = ["total", "provider", "people", "system", "decision"] as const satisfies (keyof Counts)[];

/** @param from may be of before a kind was known */
function addDecisions(into: DecisionCounts, from: Partial<DecisionCounts>): void {
  for (const action of decisionActions) into[action] += from[action] ?? 0;
}

/** Adds what was counted elsewhere. */
export function addCounts(into: Counts, from: Counts): void {
  for (const name of sums) into[name] += from[name];
  for (const name of histograms) addHistogram(into[name], from[name]);
  addDecisions(into.decisions, from.decisions);
  for (const [code, count] of Object.entries(from.failures)) increment(into.failures, code, count);
  for (const [pointer, count] of Object.entries(from.pointers)) increment(into.pointers, pointer, count);
}

/** The same with what each reviewer decided. */
export function addTally(into: Tally, from: Tally): void {
  addCounts(into, from);
  for (const reviewer of Object.values(from.reviewers)) {
    const known = reviewerIn(into, reviewer.actor);
    addDecisions(known.decisions, reviewer.decisions);
    addHistogram(known.decision, reviewer.decision);
  }
}
