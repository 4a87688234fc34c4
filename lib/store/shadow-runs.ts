import type { TraceEntry } from "@/lib/contracts/parts";
import { ReviewStep } from "@/lib/contracts/words";
import type { Measurement } from "@/lib/core/policy";
import type { Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";

/** What the new path would have done with a request that took the older one. */
export interface ShadowRun {
  runId: string;
  at: Date;
  provider: string;
  model: string;
  wouldPauseAt: ReviewStep | null;
  errorIssues: number;
  /** In US dollars. */
  costUsd: number | null;
  measured: Measurement[];
  trace: TraceEntry[];
}

/** Which of them are meant. */
interface Asked {
  from: Date;
  to: Date;
  provider?: string | undefined;
  model?: string | undefined;
}

/** Writes down what would have happened. */
export async function keepShadow(tx: Transaction, { measured, trace, ...columns }: ShadowRun): Promise<void> {
  await tx.shadowRun.create({
    data: { ...columns, measured: toColumn(measured), trace: toColumn(trace) },
  });
}

function whereOf({ from, to, provider, model }: Asked) {
  return { at: { gte: from, lt: to }, provider, model };
}

/** What would have happened in a range, the newest first. */
export async function shadowsOf(
  tx: Transaction,
  asked: Asked,
  most: number,
): Promise<Omit<ShadowRun, "measured">[]> {
  const rows = await tx.shadowRun.findMany({
    where: whereOf(asked),
    orderBy: { at: "desc" },
    take: most,
    omit: { measured: true },
  });
  return rows.map((row) => ({
    ...row,
    wouldPauseAt: row.wouldPauseAt === null ? null : ReviewStep.parse(row.wouldPauseAt),
    trace: fromColumn<TraceEntry[]>(row.trace),
  }));
}

/** What policy would have looked at in a range, the newest first. */
export async function measuredByShadow(
  tx: Transaction,
  asked: Asked,
  most: number,
): Promise<Pick<ShadowRun, "runId" | "model" | "provider" | "at" | "costUsd" | "measured">[]> {
  const rows = await tx.shadowRun.findMany({
    where: whereOf(asked),
    orderBy: { at: "desc" },
    take: most,
    select: { runId: true, model: true, provider: true, at: true, costUsd: true, measured: true },
  });
  return rows.map((row) => ({ ...row, measured: fromColumn<Measurement[]>(row.measured) }));
}
