import type { RunSummary } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { claimAt } from "@/lib/core/transition";
import type { Context } from "../context";
import { perform } from "../perform";
import { listRuns } from "../reading/list-runs";
import { demandRole } from "../reading/see";
import { claimOf } from "./claim";

/** So many pages of what waits, the next due first, are looked through for what one's groups look at. */
const mostPages = 5;

const waiting = { status: "awaiting_human", sort: "expires_at", limit: 200 } as const;

/**
 * Whether a run is for one's groups, or for no group in which anybody has a seat; "others" where it is for others' or
 * already somebody's.
 */
function whoseTurn({ claimed_by, groups }: RunSummary, now: Date): "groups" | "anybody" | "others" {
  if (claimed_by) return "others";
  const asked = groups.filter(({ since, seats }) => seats > 0 && Date.parse(since) <= now.getTime());
  if (asked.length === 0) return "anybody";
  return asked.some(({ yours }) => yours) ? "groups" : "others";
}

const mayDecide = ({ approvals }: RunSummary) => approvals?.may_decide !== false;
const idsOf = (rows: readonly RunSummary[]) => rows.map(({ run_id }) => run_id);

/** What waits for a principal: what they are at, else what is for their groups, then what is for no group. */
async function waitingFor(context: Context, principal: Principal, now: Date): Promise<string[]> {
  const own = await listRuns(context, principal, { ...waiting, claimed_by: principal.id });
  const atIt = own.data.filter(mayDecide);
  if (atIt.length > 0) return idsOf(atIt);
  const free: RunSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { data, next_cursor } = await listRuns(context, principal, { ...waiting, cursor });
    const open = data.filter(mayDecide);
    const theirs = open.filter((row) => whoseTurn(row, now) === "groups");
    free.push(...open.filter((row) => whoseTurn(row, now) === "anybody"));
    if (theirs.length > 0) return idsOf([...theirs, ...free]);
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return idsOf(free);
}

/** Claims a run unless somebody else is at it or nothing is asked any more; true when the claim is the principal's. */
async function claimFree(context: Context, principal: Principal, runId: string): Promise<boolean> {
  const run = await perform(context, runId, ({ state }, now) => {
    const claim = claimAt(state, now.toISOString());
    const free = claim === null || claim.by.id === principal.id;
    return state.review && free ? { command: claimOf(principal, now) } : null;
  });
  return run.review !== null && claimAt(run, context.clock().toISOString())?.by.id === principal.id;
}

/**
 * Gives a reviewer the next run that is for them and that they may decide, and claims it, so that no two who ask at once
 * get the same. What they are at already comes first, then what their groups look at, then what no group does; the next
 * due before others.
 *
 * @returns the run's id; null when nothing waits for them
 * @throws CodedError `forbidden`
 */
export async function claimNext(context: Context, principal: Principal): Promise<string | null> {
  demandRole(principal, "reviewer");
  for (const runId of await waitingFor(context, principal, context.clock())) {
    if (await claimFree(context, principal, runId)) return runId;
  }
  return null;
}
