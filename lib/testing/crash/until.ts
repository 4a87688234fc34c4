import { setTimeout as pause } from "node:timers/promises";

/**
 * Looks at another process until something is so.
 * @param ms how long at most
 * @throws Error naming `what` when it is not so in time
 */
export async function until(what: string, ms: number, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + ms;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`Waited ${ms / 1000} s in vain: ${what}`);
    await pause(25);
  }
}
