import type { Decision } from "@/lib/contracts/parts";
import type { SimulatePolicy } from "@/lib/contracts/simulate";
import type { ReviewStep, RunStatus } from "@/lib/contracts/words";
import { terminalStatuses } from "@/lib/contracts/words";
import { stepsAsked } from "@/lib/core/figures/replay";
import type { Measurement } from "@/lib/core/policy";
import type { RunState } from "@/lib/core/state";
import type { Database } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";

/** The newest so many are replayed. */
export const mostReplayed = 5_000;

/** Runs read at once, so that thousands of states are never in memory together. */
const page = 250;

/** What a replay needs of one run. */
export interface StoredTrial {
  run_id: string;
  model: string;
  prompt: string;
  status: RunStatus;
  at: Date;
  measured: Measurement[];
  /** Where its own policy asked; nowhere on the older path. */
  asked: Set<ReviewStep>;
  decisions: Decision[];
  cost: number | null;
  /** How long its reviews stood open by step, in milliseconds. */
  waited: Map<ReviewStep, number>;
}

type Asked = Pick<SimulatePolicy, "provider" | "model" | "source">;

/** The newest ended runs that were created in a range, page by page. */
export async function* reviewedRuns(
  db: Database,
  asked: Asked,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<StoredTrial> {
  let last: { createdAt: Date; id: string } | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof readPage>> = await readPage(db, asked, { from, to }, last);
    for (const row of rows) yield trialOf(row);
    const end = rows.at(-1);
    if (!end || rows.length < page) return;
    last = end;
  }
}

function readPage(
  db: Database,
  { provider, model }: Asked,
  { from, to }: { from: Date; to: Date },
  last: { createdAt: Date; id: string } | null,
) {
  return db.prisma.run.findMany({
    where: {
      path: "hitl",
      status: { in: [...terminalStatuses] },
      createdAt: { gte: from, lt: to },
      ...(provider === undefined ? {} : { provider }),
      ...(model === undefined ? {} : { model }),
      ...(last && {
        OR: [{ createdAt: { lt: last.createdAt } }, { createdAt: last.createdAt, id: { lt: last.id } }],
      }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: page,
    select: {
      id: true,
      model: true,
      prompt: true,
      status: true,
      createdAt: true,
      state: true,
      reviews: { select: { step: true, openedAt: true, closedAt: true } },
    },
  });
}

function trialOf(row: Awaited<ReturnType<typeof readPage>>[number]): StoredTrial {
  const { measured = [], trace, decisions, cost } = fromColumn<RunState>(row.state);
  const waited = new Map<ReviewStep, number>();
  for (const { step, openedAt, closedAt } of row.reviews) {
    if (step === "created" || step === "completed" || !closedAt) continue;
    waited.set(step, (waited.get(step) ?? 0) + closedAt.getTime() - openedAt.getTime());
  }
  return {
    run_id: row.id,
    model: row.model,
    prompt: row.prompt,
    status: row.status,
    at: row.createdAt,
    measured,
    asked: stepsAsked(trace),
    decisions,
    cost: cost?.amount ?? null,
    waited,
  };
}

/** The newest requests of the older path that the shadow looked at. */
export async function* shadowedRuns(
  db: Database,
  { provider, model }: Asked,
  { from, to }: { from: Date; to: Date },
): AsyncGenerator<StoredTrial> {
  const rows = await db.prisma.shadowRun.findMany({
    where: {
      at: { gte: from, lt: to },
      ...(provider === undefined ? {} : { provider }),
      ...(model === undefined ? {} : { model }),
    },
    orderBy: { at: "desc" },
    take: mostReplayed + 1,
    select: { runId: true, model: true, at: true, costUsd: true, measured: true },
  });
  for (const row of rows) {
    yield {
      run_id: row.runId,
      model: row.model,
      prompt: "",
      status: "completed",
      at: row.at,
      measured: fromColumn<Measurement[]>(row.measured),
      asked: new Set(),
      decisions: [],
      cost: row.costUsd,
      waited: new Map(),
    };
  }
}
