import type { Random } from "../crash/random";
import { type Hostile, nextHostile } from "./bodies";

/** How a hostile hour went. */
export interface AttackReport {
  requests: number;
  statuses: Record<number, number>;
  /** The slowest answer, what it answered, and its time without what `waits` tells. */
  slowest: { ms: number; own: number; what: string };
  /** In sentences; empty when everything held. */
  faults: string[];
}

interface Options {
  random: Random;
  requests: number;
  /** So many requests are under way at a time. */
  atOnce?: number;
  /** No answer may take longer, in milliseconds, without what `waits` tells. */
  mostMs: number;
  /** Called as a request is sent; what it gives is called at the answer and tells what of the time was the machine's. */
  waits?(): () => number;
  send(hostile: Hostile): Promise<Response>;
  /** Makes a run that waits for a person. @returns its id */
  newRun(): Promise<string>;
}

/** A run is used for so many requests: what hits it changes it. */
const perRun = 200;

/** Sends what nobody should send, and looks that each answer is one, in time, and no failure of ours. */
export async function attack({
  random,
  requests,
  atOnce = 1,
  mostMs,
  waits = () => () => 0,
  send,
  newRun,
}: Options): Promise<AttackReport> {
  const report: AttackReport = { requests, statuses: {}, slowest: { ms: 0, own: 0, what: "" }, faults: [] };
  let sent = 0;
  let runId = await newRun();
  const one = async (): Promise<void> => {
    while (sent < requests) {
      sent++;
      if (sent % perRun === 0) runId = await newRun();
      const hostile = nextHostile(random, runId);
      const what = `request ${sent} (${hostile.kind}) to ${hostile.path}, ${hostile.text.length} characters`;
      const waited = waits();
      const started = performance.now();
      try {
        const response = await send(hostile);
        await response.arrayBuffer();
        report.statuses[response.status] = (report.statuses[response.status] ?? 0) + 1;
        if (response.status >= 500) report.faults.push(`${response.status} for ${what}`);
      } catch (error) {
        report.faults.push(`No answer to ${what}: ${error instanceof Error ? error.message : error}`);
      }
      const ms = performance.now() - started;
      const own = ms - waited();
      if (own > report.slowest.own) report.slowest = { ms, own, what };
      if (own > mostMs) report.faults.push(`${Math.round(own)} of ${Math.round(ms)} ms for ${what}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return report;
}
