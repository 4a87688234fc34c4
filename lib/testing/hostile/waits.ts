import { readdirSync, readFileSync } from "node:fs";

/** How long each thread of a process has waited for a processor so far, in milliseconds, by its id. */
export type Waits = Map<string, number>;

/** How long the threads of a process have waited. Empty where the system does not tell (it does on Linux, see proc(5), schedstat). */
export function waitsOf(pid: number): Waits {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return new Map(threads.map((thread) => [thread, waitOf(`/proc/${pid}/task/${thread}/schedstat`)]));
  } catch {
    return new Map();
  }
}

function waitOf(path: string): number {
  try {
    // Nanoseconds on a processor, nanoseconds of waiting for one, turns.
    return Number(readFileSync(path, "utf8").split(" ")[1]) / 1e6;
  } catch {
    // A thread that ended meanwhile.
    return 0;
  }
}

/**
 * What of a time was waiting for a processor because others on the machine used it: of the main thread, and of the one
 * other thread that waited longest, for an answer may pass through both.
 */
export function waitedSince(pid: number, before: Waits): { main: number; other: number } {
  const waited = { main: 0, other: 0 };
  for (const [thread, ms] of waitsOf(pid)) {
    const since = Math.max(0, ms - (before.get(thread) ?? 0));
    if (thread === String(pid)) waited.main = since;
    else waited.other = Math.max(waited.other, since);
  }
  return waited;
}
