import { isDeepStrictEqual } from "node:util";
import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { english } from "@/lib/contracts/sentences";
import { type ChainedEvent, findBreak } from "@/lib/core/chain";
import type { RunEvent } from "@/lib/core/events";
import { replay } from "@/lib/core/evolve";
import type { RunState } from "@/lib/core/state";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { Outcome, Remains } from "./check";

/** Law 7: every log is whole, and folding it gives the stored state. */
export async function checkLogs({ db }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  let entries = 0;
  const runs = await db.prisma.run.findMany({
    select: { id: true, state: true },
  });
  for (const { id, state } of runs) {
    const events = await db.prisma.runEvent.findMany({ where: { runId: id }, orderBy: { seq: "asc" } });
    entries += events.length;
    const log: ChainedEvent[] = events.map(({ id: _, runId, prevHash, hash, salt, at, ...rest }) => ({
      // Written from a RunEvent; a row that is none breaks the chain, which is what is looked for.
      event: { ...rest, run_id: runId, at: at.toISOString() } as unknown as RunEvent,
      prev_hash: prevHash,
      hash,
      salt,
    }));
    const broken = findBreak(log);
    if (broken) faults.push(`The log of ${id} is broken at ${broken.seq}: ${english(broken.why)}`);
    else if (!isDeepStrictEqual(asStored(replay(log.map(({ event }) => event))), fromColumn<RunState>(state)))
      faults.push(`The log of ${id} does not give its state`);
  }
  return { figures: { logEntries: entries }, faults };
}

/** Keys that are undefined are not stored. */
function asStored(state: RunState): Json {
  return parseJson(printJson(state));
}
