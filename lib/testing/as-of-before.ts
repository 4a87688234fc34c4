import { isJsonObject } from "@/lib/contracts/is-json-object";
import { chain, genesis } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import { replay } from "@/lib/core/evolve";
import type { Database } from "@/lib/store/connection/client";
import { toColumn } from "@/lib/store/connection/json-column";
import { loadLog } from "@/lib/store/runs/load-log";

/** An entry as it was written while nothing that stands in rows alone was named in it. */
function asOfBefore(event: RunEvent): RunEvent {
  const without = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(without);
    if (!isJsonObject(value)) return value;
    const { facts: _facts, described: _described, files: _files, ...rest } = value;
    return Object.fromEntries(Object.entries(rest).map(([name, inner]) => [name, without(inner)]));
  };
  // What is left out is optional in every entry.
  return { ...event, data: without(event.data) } as RunEvent;
}

/** Has a run be one that an earlier release began: its log names neither request, description nor files, and has no salts. */
export async function makeEarlier(db: Database, runId: string): Promise<void> {
  const log = (await loadLog(db.prisma, runId)).map(({ event }) => asOfBefore(event));
  for (const { event, prev_hash, hash, salt } of chain(genesis, log, () => null)) {
    const data = { data: toColumn(event.data), prevHash: prev_hash, hash, salt };
    await db.prisma.runEvent.update({ where: { runId_seq: { runId, seq: event.seq } }, data });
  }
  await db.prisma.run.update({ where: { id: runId }, data: { state: toColumn(replay(log)) } });
  db.known.forget(runId);
}
