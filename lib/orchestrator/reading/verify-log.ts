import type { KeptHead, Verification } from "@/lib/contracts/evidence";
import type { Json } from "@/lib/contracts/json";
import { parseJson, printJson } from "@/lib/contracts/json-text";
import { english, said } from "@/lib/contracts/sentences";
import { type Break, type ChainedEvent, findBreak } from "@/lib/core/chain";
import { CodedError } from "@/lib/core/errors";
import { replay } from "@/lib/core/evolve";
import { sameJson } from "@/lib/core/same-json";
import type { RunState } from "@/lib/core/state";
import { absenceOf } from "@/lib/store/absence";
import { findForgery } from "@/lib/store/runs/find-forgery";
import { Unreadable } from "@/lib/store/runs/formats";
import { loadLog } from "@/lib/store/runs/load-log";
import { loadOwner, loadState, runIdsAfter } from "@/lib/store/runs/load-run";
import { readEvent } from "@/lib/store/runs/read-event";
import type { Context } from "../context";
import { verifyHeads, verifyKept } from "../heads/verify-heads";
import { wrongFile } from "./verify-files";

/** Runs looked at in one go. */
const batch = 200;
/** A run that moves while it is read is read again so often. */
const maxReads = 20;

/** The chain must be whole, and everything that is stored must follow from the log (law 7). */
async function firstBreak(context: Context, log: ChainedEvent[], state: RunState): Promise<Break | null> {
  const broken = findBreak(log);
  if (broken) return broken;
  const seq = log.length;
  if (state.version !== seq) return { seq, why: said("log_end_missing") };
  const events = log.map(({ event }) => readEvent(event));
  if (!sameJson(plain(replay(events)), plain(state))) return { seq, why: said("log_state_differs") };
  const forged = await findForgery(context.db.prisma, events, state);
  if (forged) return forged;
  // The files of a run that was erased go after its texts; until then each is as it was.
  const why = state.erased ? null : await wrongFile(context, state.run_id);
  return why && { seq, why };
}

interface Checked {
  found: Break | null;
  events: number;
  /** False for a run of before its request, description and files were named. */
  named: boolean;
}

/**
 * What this release cannot read it cannot vouch for: more of it than its hashes is not looked at. What no release ever
 * wrote, a word that is none or a number that is text, is a break of its own, and keeps nobody from the other runs.
 */
async function checkRun(context: Context, runId: string): Promise<Checked> {
  try {
    return await checkReadable(context, runId);
  } catch (error) {
    if (error instanceof CodedError || absenceOf(error) !== null) throw error;
    const isNewer = error instanceof Unreadable && error.newer;
    if (!isNewer)
      context.log.warn({ event: "run_not_readable", run_id: runId, err: error }, "A run cannot be read");
    const unread = said(isNewer ? "log_unreadable" : "log_row_unreadable");
    const log = await loadLog(context.db.prisma, runId).catch((fault) => {
      if (absenceOf(fault) !== null) throw fault;
      return [];
    });
    const found = findBreak(log) ?? { seq: log.length, why: unread };
    return { found, events: log.length, named: false };
  }
}

async function checkReadable(context: Context, runId: string): Promise<Checked> {
  const { prisma } = context.db;
  for (let reads = 1; ; reads++) {
    const state = await loadState(prisma, runId);
    const log = await loadLog(prisma, runId);
    const found = await firstBreak(context, log, state);
    const checked = { found, events: log.length, named: state.facts !== undefined };
    if (!found) return checked;
    // What was read of a run that moved meanwhile is not of one moment: that is no break.
    const after = await loadState(prisma, runId);
    if (after.version === state.version || reads === maxReads) return checked;
  }
}

/** A state without the keys that are undefined, as storing it leaves them out. */
function plain(state: RunState): Json {
  return parseJson(printJson(state));
}

/**
 * Checks the log of one run, or of all of them: every hash, every gap, that the state follows from it,
 * that what is stored beside it is what it names, and that output files are what was kept; of all of them also that they
 * are what was signed.
 * @param kept signed heads that were kept elsewhere; they are of all runs
 * @throws CodedError `run_not_found` for a run there is not, `unavailable` when the storage of files does not answer
 */
export async function verifyLog(
  context: Context,
  runId: string | null,
  kept: readonly KeptHead[] = [],
): Promise<Verification> {
  const result: Verification = {
    intact: true,
    runs_checked: 0,
    events_checked: 0,
    runs_not_named: 0,
    breaks: [],
    heads: null,
  };
  const check = async (run_id: string) => {
    const { found, events, named } = await checkRun(context, run_id);
    result.runs_checked += 1;
    result.events_checked += events;
    if (!named) result.runs_not_named += 1;
    if (found) {
      const { seq, why } = found;
      result.breaks.push({ run_id, seq, reason: english(why), said: why });
      result.intact = false;
    }
  };
  if (runId !== null) {
    await loadOwner(context.db.prisma, runId);
    await check(runId);
    return result;
  }
  for (let after = ""; ; ) {
    const ids = await runIdsAfter(context.db.prisma, after, batch);
    for (const id of ids) await check(id);
    const last = ids.at(-1);
    if (last === undefined || ids.length < batch) break;
    after = last;
  }
  if (context.signer === null) {
    if (kept.length === 0) return result;
    const heads = await verifyKept(context, kept);
    return { ...result, intact: result.intact && heads.breaks_found === 0, heads };
  }
  const { heads, runs } = await verifyHeads(context, context.signer, kept);
  const breaks = [...result.breaks, ...runs];
  return { ...result, intact: breaks.length === 0 && heads.breaks_found === 0, breaks, heads };
}
