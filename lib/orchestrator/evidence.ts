import type { Verification } from "@/lib/contracts/evidence";
import type { JsonObject } from "@/lib/contracts/json";
import { type ChainedEvent, findBreak } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import { replay } from "@/lib/core/evolve";
import type { Principal } from "@/lib/core/principal";
import { loadLog } from "@/lib/store/load-log";
import { loadRun } from "@/lib/store/load-run";
import type { Context } from "./context";
import { demandSight } from "./see";

/** One line of evidence: a log entry with its place in the chain. */
export type EvidenceLine = RunEvent & { prev_hash: string; hash: string };

/**
 * A run's whole log with its hash chain, oldest entry first: enough to check it without us.
 * @throws CodedError `run_not_found`
 */
export async function gatherEvidence(
  context: Context,
  principal: Principal,
  runId: string,
): Promise<EvidenceLine[]> {
  demandSight(principal, await loadRun(context.db.prisma, runId), runId);
  const log = await loadLog(context.db.prisma, runId);
  return log.map(({ event, prev_hash, hash }) => ({ ...event, prev_hash, hash }));
}

/** Runs looked at in one go. */
const batch = 200;

/** The chain must be whole, and the log must give the state that is stored (law 7). */
async function breakOf(
  context: Context,
  runId: string,
): Promise<{ seq: number; reason: string; events: number } | number> {
  const log: ChainedEvent[] = await loadLog(context.db.prisma, runId);
  const found = findBreak(log);
  if (found) return { ...found, events: log.length };
  const { state } = await loadRun(context.db.prisma, runId);
  if (state.version !== log.length) {
    return { seq: log.length, reason: "Entries are missing at the end", events: log.length };
  }
  const rebuilt: JsonObject = JSON.parse(JSON.stringify(replay(log.map(({ event }) => event))));
  const same = JSON.stringify(sorted(rebuilt)) === JSON.stringify(sorted(JSON.parse(JSON.stringify(state))));
  return same
    ? log.length
    : { seq: log.length, reason: "The stored state is not what the log says", events: log.length };
}

/** The same JSON with its keys in order, so that two stores' ways of keeping it compare equal. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/**
 * Checks the log of one run, or of all of them: every hash, every gap, and that the state follows from it.
 * @throws CodedError `run_not_found` for a run there is not
 */
export async function verifyLog(context: Context, runId: string | null): Promise<Verification> {
  const result: Verification = { intact: true, runs_checked: 0, events_checked: 0, breaks: [] };
  const check = async (run_id: string) => {
    const found = await breakOf(context, run_id);
    result.runs_checked += 1;
    result.events_checked += typeof found === "number" ? found : found.events;
    if (typeof found !== "number") {
      result.breaks.push({ run_id, seq: found.seq, reason: found.reason });
      result.intact = false;
    }
  };
  if (runId !== null) {
    await loadRun(context.db.prisma, runId);
    await check(runId);
    return result;
  }
  for (let after = ""; ; ) {
    const runs = await context.db.prisma.run.findMany({
      where: { id: { gt: after } },
      orderBy: { id: "asc" },
      take: batch,
      select: { id: true },
    });
    for (const { id } of runs) await check(id);
    const last = runs.at(-1);
    if (!last || runs.length < batch) return result;
    after = last.id;
  }
}
