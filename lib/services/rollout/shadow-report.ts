import type { TraceEntry } from "@/lib/contracts/parts";
import type { ShadowQuery, ShadowReport } from "@/lib/contracts/rollout";
import { said } from "@/lib/contracts/sentences";
import { ReviewStep } from "@/lib/contracts/words";
import { dollars, outcomesOf, share } from "@/lib/core/figures/figures";
import { tallyKey } from "@/lib/core/figures/tally";
import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { countStatuses } from "@/lib/store/runs/counts";
import { shadowsOf } from "@/lib/store/shadow-runs";
import { spanOf } from "../insights/range";
import { requireAdmin } from "../people/require-admin";

const most = 20_000;
const mostExamples = 50;

interface Looked {
  runId: string;
  at: Date;
  provider: string;
  model: string;
  step: ReviewStep | null;
  errorIssues: number;
  costUsd: number;
  asking: TraceEntry[];
}

async function lookedAt(db: Database, query: ShadowQuery, from: Date, to: Date): Promise<Looked[]> {
  const rows = await shadowsOf(db.prisma, { from, to, model: query.model }, most + 1);
  return rows.map((row) => ({
    runId: row.runId,
    at: row.at,
    provider: row.provider,
    model: row.model,
    step: row.wouldPauseAt,
    errorIssues: row.errorIssues,
    costUsd: row.costUsd ?? 0,
    asking: row.trace.filter(({ asks }) => asks),
  }));
}

/**
 * What the new path would have done with requests that took the old one: how many would have waited, where and why.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a range that ends before it begins
 */
export async function shadowReport(
  { db }: { db: Database },
  principal: Principal,
  query: ShadowQuery,
  now: Date,
): Promise<ShadowReport> {
  requireAdmin(principal);
  const { from, to } = spanOf(query, now, 7);
  const found = await lookedAt(db, query, from, to);
  const looked = found.slice(0, most);
  const waiting = looked.filter(({ step }) => step !== null);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    requests: looked.length,
    truncated: found.length > most,
    would_wait: waiting.length,
    would_wait_share: share(waiting.length, looked.length),
    by_step: ReviewStep.options.map((step) => ({
      step,
      requests: waiting.filter((one) => one.step === step).length,
    })),
    by_rule: byRule(waiting),
    by_model: byModel(looked),
    error_issues: looked.filter(({ errorIssues }) => errorIssues > 0).length,
    estimated_usd: spent(looked),
    waiting_usd: spent(waiting),
    waiting_outcomes: await outcomes(db, waiting),
    examples: waiting.slice(0, mostExamples).flatMap(({ runId, model, at, step, asking }) => {
      if (step === null) return [];
      const asks = asking.filter((entry) => entry.step === step);
      return {
        run_id: runId,
        model,
        at: at.toISOString(),
        would_pause_at: step,
        reasons: asks.map(({ reason }) => reason),
        reasons_said: asks.map((entry) => said("rule", entry)),
      };
    }),
  };
}

const spent = (looked: Looked[]) => dollars(looked.reduce((sum, { costUsd }) => sum + costUsd, 0));

function byRule(waiting: Looked[]): ShadowReport["by_rule"] {
  const rules = new Map<string, ShadowReport["by_rule"][number]>();
  for (const { step, rule, reason } of waiting.flatMap(({ asking }) => asking)) {
    const key = `${step} ${rule}`;
    const known = rules.get(key) ?? { step, rule, requests: 0, example: reason };
    known.requests += 1;
    rules.set(key, known);
  }
  return [...rules.values()].toSorted((a, b) => b.requests - a.requests || a.rule.localeCompare(b.rule));
}

function byModel(looked: Looked[]): ShadowReport["by_model"] {
  const models = new Map<string, ShadowReport["by_model"][number]>();
  for (const { provider, model, step, errorIssues } of looked) {
    const key = tallyKey({ provider, model });
    const known = models.get(key) ?? { provider, model, requests: 0, would_wait: 0, error_issues: 0 };
    known.requests += 1;
    if (step !== null) known.would_wait += 1;
    if (errorIssues > 0) known.error_issues += 1;
    models.set(key, known);
  }
  return [...models.values()].toSorted((a, b) => b.requests - a.requests || a.model.localeCompare(b.model));
}

/** Ids in one question to the database. */
const page = 500;

async function outcomes(db: Database, waiting: Looked[]): Promise<ShadowReport["waiting_outcomes"]> {
  const counts = { completed: 0, failed: 0, cancelled: 0, expired: 0 };
  for (let start = 0; start < waiting.length; start += page) {
    const ids = waiting.slice(start, start + page).map(({ runId }) => runId);
    for (const [status, count] of await countStatuses(db.prisma, ids))
      if (isEnd(status)) counts[status] += count;
  }
  return outcomesOf(counts);
}

function isEnd(status: string): status is "completed" | "failed" | "cancelled" | "expired" {
  return ["completed", "failed", "cancelled", "expired"].includes(status);
}
