import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Transaction } from "../connection/client";
import { fromColumn, toColumn } from "../connection/json-column";

/** Which attempt it is. */
export interface AttemptPlace {
  runId: string;
  number: number;
}

/** What an attempt gave, and what was measured of it. @throws Error where there is no such attempt */
export async function answerOfAttempt(
  tx: Transaction,
  place: AttemptPlace,
): Promise<{ output: Json; metrics: Json }> {
  const row = await tx.attempt.findUniqueOrThrow({ where: { runId_number: place } });
  return { output: fromColumn<Json>(row.output), metrics: fromColumn<Json>(row.metrics) };
}

/** Keeps what was measured of an attempt, in place of what was kept before. */
export async function keepMetrics(tx: Transaction, place: AttemptPlace, metrics: JsonObject): Promise<void> {
  await tx.attempt.update({ where: { runId_number: place }, data: { metrics: toColumn(metrics) } });
}

/** The attempt that made a call, by the provider's id for it; else the one that is named; else null. */
export async function attemptOfCall(
  tx: Transaction,
  providerId: string,
  named: AttemptPlace | null,
): Promise<AttemptPlace | null> {
  const select = { runId: true, number: true } as const;
  const own = await tx.attempt.findFirst({ where: { providerId }, select });
  return own ?? (named && (await tx.attempt.findUnique({ where: { runId_number: named }, select })));
}

/** The provider's ids of the calls that other attempts than this made since then. */
export async function callsOfOthers(
  tx: Transaction,
  { runId, number }: AttemptPlace,
  since: Date,
): Promise<string[]> {
  const rows = await tx.attempt.findMany({
    where: { providerId: { not: null }, submittedAt: { gte: since }, NOT: { runId, number } },
    select: { providerId: true },
  });
  return rows.flatMap(({ providerId }) => providerId ?? []);
}
