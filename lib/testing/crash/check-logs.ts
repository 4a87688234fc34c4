import { isDeepStrictEqual } from "node:util";
import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { english } from "@/lib/contracts/sentences";
import { findBreak } from "@/lib/core/chain";
import { replay } from "@/lib/core/evolve";
import type { RunState } from "@/lib/core/state";
import { fromColumn } from "@/lib/store/connection/json-column";
import { loadLog } from "@/lib/store/runs/load-log";
import type { Outcome, Remains } from "./remains";

/** Law 7: every log is whole, and folding it gives the stored state. */
export async function checkLogs({ db }: Remains): Promise<Outcome> {
  const faults: string[] = [];
  let entries = 0;
  const runs = await db.prisma.run.findMany({
    select: { id: true, state: true },
  });
  for (const { id, state } of runs) {
    const log = await loadLog(db.prisma, id);
    entries += log.length;
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
