import type { TraceEntry } from "@/lib/contracts/parts";
import type { ChangedReview, LetThrough, SimulatePolicy, Simulation } from "@/lib/contracts/simulate";
import { PolicyStep } from "@/lib/contracts/words";
import { dollars } from "@/lib/core/figures/figures";
import { type Replayed, replayGate } from "@/lib/core/figures/replay";
import { effectivePolicy } from "@/lib/core/policy";
import type { Principal } from "@/lib/core/principal";
import { draftsAsRead } from "@/lib/core/rules/drafts";
import { gateOf } from "@/lib/core/rules/gate";
import { concerning } from "@/lib/core/rules/matches";
import { budgetLookup } from "@/lib/store/budgets";
import type { Database } from "@/lib/store/connection/client";
import { readRows } from "@/lib/store/connection/rows";
import { spanOf } from "../insights/range";
import { requireAdmin } from "../people/require-admin";
import { mostReplayed, reviewedRuns, type StoredTrial, shadowedRuns } from "./replayed-runs";
import { BudgetReplay } from "./simulate-budgets";

const mostShown = 100;

const unmeasured = "They ran before measures were kept, or ended before policy looked at them";
const stopped =
  "They ended at a review that the draft would not have opened; what would have come of them later is not known";

interface StepCount {
  actual: number;
  draft: number;
  saved: number;
  added: number;
}

/** A simulation being counted. */
interface Count {
  runs: number;
  steps: Record<PolicyStep, StepCount>;
  rules: Map<string, Simulation["by_rule"][number]>;
  untouchedActual: number;
  untouchedDraft: number;
  waitingSaved: number;
  letThrough: LetThrough[];
  added: ChangedReview[];
  saved: ChangedReview[];
  unmeasured: number;
  stopped: number;
}

const noCount = (): StepCount => ({ actual: 0, draft: 0, saved: 0, added: 0 });

/**
 * Replays a draft of a policy, of rules or of both over stored runs: nothing is called, nothing stored.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a range that ends before it begins and
 *   for a rule that could not be saved
 */
export async function simulatePolicy(
  { db }: { db: Database },
  principal: Principal,
  asked: SimulatePolicy,
  now: Date,
): Promise<Simulation> {
  requireAdmin(principal);
  const span = spanOf(asked, now, 30);
  const draft = asked.policy && effectivePolicy(asked.policy);
  const rules = draftsAsRead(asked.rules ?? []);
  const count: Count = {
    runs: 0,
    steps: { information_review: noCount(), payload_review: noCount(), response_review: noCount() },
    rules: new Map(),
    untouchedActual: 0,
    untouchedDraft: 0,
    waitingSaved: 0,
    letThrough: [],
    added: [],
    saved: [],
    unmeasured: 0,
    stopped: 0,
  };
  const { source = "hitl" } = asked;
  const replayed = ({ requested, asker, looked }: StoredTrial) =>
    replayGate(gateOf(draft ?? requested, concerning(rules, asker)), looked);
  const budgets = new BudgetReplay(await budgetLookup(readRows(db.prisma)));
  let truncated = false;
  for await (const trial of trials(db, asked, source, span)) {
    truncated = count.runs === mostReplayed;
    if (truncated) break;
    count.runs += 1;
    budgets.add(trial);
    if (trial.looked.length === 0) count.unmeasured += 1;
    else countRun(count, trial, replayed(trial));
  }
  return { ...simulationOf(count, span, truncated), budgets: budgets.result() };
}

async function* trials(
  db: Database,
  asked: SimulatePolicy,
  source: "hitl" | "shadow" | "both",
  span: { from: Date; to: Date },
): AsyncGenerator<StoredTrial> {
  if (source !== "shadow") yield* reviewedRuns(db, asked, span);
  if (source !== "hitl") yield* shadowedRuns(db, asked, span);
}

function countRun(count: Count, trial: StoredTrial, replayed: Replayed[]): void {
  for (const { step, asks, asking } of replayed) {
    const asked = trial.asked.has(step);
    const at = count.steps[step];
    if (asked) at.actual += 1;
    if (asks) at.draft += 1;
    if (asked && !asks) {
      at.saved += 1;
      count.waitingSaved += trial.waited.get(step) ?? 0;
      keep(count.saved, changedAt(trial, step, []));
    }
    if (asks && !asked) {
      at.added += 1;
      keep(count.added, changedAt(trial, step, asking));
    }
    for (const entry of asking) countRule(count, step, entry);
    if (!asks) countLetThrough(count, trial, step);
  }
  if (trial.asked.size === 0) count.untouchedActual += 1;
  if (!replayed.some(({ asks }) => asks)) count.untouchedDraft += 1;
}

function countRule({ rules }: Count, step: PolicyStep, { rule, by }: TraceEntry): void {
  const key = `${step} ${rule} ${by?.id ?? ""}`;
  const known = rules.get(key) ?? { step, rule, ...(by && { by: by.name }), reviews: 0 };
  known.reviews += 1;
  rules.set(key, known);
}

/** Adds one to a list of which only the newest are shown. */
function keep(list: ChangedReview[], review: ChangedReview): void {
  list.push(review);
  if (list.length >= 2 * mostShown) list.splice(0, list.length, ...newest(list));
}

function changedAt(
  { run_id, model, prompt, status, cost, at }: StoredTrial,
  step: PolicyStep,
  asking: readonly TraceEntry[],
): ChangedReview {
  const because = asking.map(({ rule, by }) => ({ rule, ...(by && { by: by.name }) }));
  return { run_id, model, prompt, status, step, cost_usd: cost, at: at.toISOString(), because };
}

/** A person rejected or edited at a step at which the draft does not ask. */
function countLetThrough(count: Count, trial: StoredTrial, step: PolicyStep): void {
  const decision = trial.decisions.find(
    ({ action, actor, ...one }) =>
      one.step === step &&
      !one.undone &&
      actor.kind !== "system" &&
      (action === "reject" || action === "edit"),
  );
  if (!decision || (decision.action !== "reject" && decision.action !== "edit")) return;
  if (decision.action === "reject") count.stopped += 1;
  count.letThrough.push({
    run_id: trial.run_id,
    model: trial.model,
    prompt: trial.prompt,
    status: trial.status,
    action: decision.action,
    step,
    message: decision.message,
    cost_usd: trial.cost,
    at: decision.at,
  });
}

function newest<Row extends { at: string }>(rows: readonly Row[]): Row[] {
  return rows.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, mostShown);
}

function simulationOf(
  count: Count,
  span: { from: Date; to: Date },
  truncated: boolean,
): Omit<Simulation, "budgets"> {
  const { steps, letThrough } = count;
  const sum = (name: keyof StepCount) =>
    PolicyStep.options.reduce((total, step) => total + steps[step][name], 0);
  const rejected = letThrough.filter(({ action }) => action === "reject");
  return {
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    runs: count.runs,
    truncated,
    reviews_actual: sum("actual"),
    reviews_draft: sum("draft"),
    reviews_saved: sum("saved"),
    reviews_added: sum("added"),
    by_step: PolicyStep.options.map((step) => ({ step, ...steps[step] })),
    by_rule: [...count.rules.values()].toSorted(
      (a, b) =>
        b.reviews - a.reviews || a.rule.localeCompare(b.rule) || (a.by ?? "").localeCompare(b.by ?? ""),
    ),
    changed: { added: newest(count.added), saved: newest(count.saved) },
    untouched_actual: count.untouchedActual,
    untouched_draft: count.untouchedDraft,
    waiting_saved_ms: count.waitingSaved,
    let_through: {
      rejected: rejected.length,
      edited: letThrough.length - rejected.length,
      rejected_usd: dollars(rejected.reduce((total, { cost_usd }) => total + (cost_usd ?? 0), 0)),
      runs: newest(letThrough),
    },
    not_replayed: [
      { reason: unmeasured, runs: count.unmeasured },
      { reason: stopped, runs: count.stopped },
    ].filter(({ runs }) => runs > 0),
  };
}
