import { readFileSync } from "node:fs";

/** Open files that are kept for everything but clients: the database, providers, the code, what a thread needs. */
const keptFree = { least: 64, share: 0.25 };
/** No process of ours has use for more. */
const most = 20_000;

/**
 * How many clients this process may be connected with at once. Each takes an open file (`ulimit -n`), and where none
 * is left, neither a database nor a thread opens: the runtime itself gives up then.
 */
export function mostConnections(): number {
  const limit = openFilesLimit();
  if (limit === null) return most;
  const free = Math.max(keptFree.least, Math.ceil(limit * keptFree.share));
  return Math.min(most, Math.max(8, limit - free));
}

/** What the operating system allows; null where it does not say. The runtime raises the limit as far as it may. */
function openFilesLimit(): number | null {
  try {
    const line = readFileSync("/proc/self/limits", "utf8")
      .split("\n")
      .find((text) => text.startsWith("Max open files"));
    const soft = line?.split(/\s{2,}/)[1];
    return soft === undefined || soft === "unlimited" ? null : Number(soft);
  } catch {
    return null;
  }
}
