import type { RunSummary } from "@/lib/contracts/run";
import type { Principal } from "@/lib/core/principal";
import { claimAt } from "@/lib/core/transition";
import type { IdempotencyClaim } from "@/lib/store/idempotency";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { perform } from "../perform";
import { listRuns } from "../reading/list-runs";
import { demandRole } from "../reading/see";
import { claimOf } from "./claim";

/** So many pages of what waits, the next due first, are looked through for what one's groups look at. */
const mostPages = 5;

const waiting = { status: "awaiting_human", sort: "expires_at", limit: 200 } as const;

/**
 * Whether a run is for one's groups, is so but offered to somebody there, or is for no group in which anybody has a seat;
 * "others" where it is for others' or somebody said that they are at it.
 */
function whoseTurn(
  { claimed_by, claim_offered_by, groups }: RunSummary,
  now: Date,
): "groups" | "offered" | "anybody" | "others" {
  if (claimed_by && claim_offered_by === null) return "others";
  const asked = groups.filter(({ since, seats }) => seats > 0 && Date.parse(since) <= now.getTime());
  if (asked.some(({ yours }) => yours)) return claimed_by ? "offered" : "groups";
  return claimed_by || asked.length > 0 ? "others" : "anybody";
}

const mayDecide = ({ approvals }: RunSummary) => approvals?.may_decide !== false;

/**
 * What waits for a principal: what they are at, else what is for their groups, then what is for no group, then what is
 * offered to others of their groups: an offer keeps nobody from anything, and whoever has it may not be there.
 */
async function waitingFor(context: Context, principal: Principal, now: Date): Promise<RunSummary[]> {
  const own = await listRuns(context, principal, { ...waiting, claimed_by: principal.id });
  const atIt = own.data.filter(mayDecide);
  if (atIt.length > 0) return atIt;
  const free: RunSummary[] = [];
  const offered: RunSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { data, next_cursor } = await listRuns(context, principal, { ...waiting, cursor });
    const open = data.filter(mayDecide);
    const theirs = open.filter((row) => whoseTurn(row, now) === "groups");
    free.push(...open.filter((row) => whoseTurn(row, now) === "anybody"));
    offered.push(...open.filter((row) => whoseTurn(row, now) === "offered"));
    if (theirs.length > 0) return [...theirs, ...free, ...offered];
    if (next_cursor === null) break;
    cursor = next_cursor;
  }
  return [...free, ...offered];
}

/**
 * Claims a run unless somebody else came to it since it was read, or nothing is asked any more; true when the claim is
 * the principal's.
 */
async function claimFree(
  context: Context,
  principal: Principal,
  { run_id, claimed_by }: RunSummary,
  idempotency: IdempotencyClaim | null,
): Promise<boolean> {
  const plan = ({ state }: StoredRun, now: Date) => {
    const claim = claimAt(state, now.toISOString());
    const stillOffered = claim?.offered_by !== undefined && claim.by.id === claimed_by?.id;
    const free = claim === null || claim.by.id === principal.id || stillOffered;
    return state.review && free ? { command: claimOf(principal, now) } : null;
  };
  const run = await perform(context, run_id, plan, idempotency);
  return run.review !== null && claimAt(run, context.clock().toISOString())?.by.id === principal.id;
}

/**
 * Gives a reviewer the next run that is for them and that they may decide, and claims it, so that no two who ask at once
 * get the same. What they are at already comes first, then what their groups look at, then what no group does, then what
 * is offered to others of their groups; the next due before others.
 *
 * @param idempotency tied to the run in the transaction of the claim, when the client sent a key
 * @returns the run's id; null when nothing waits for them
 * @throws CodedError `forbidden`
 */
export async function claimNext(
  context: Context,
  principal: Principal,
  idempotency: IdempotencyClaim | null = null,
): Promise<string | null> {
  demandRole(principal, "reviewer");
  for (const run of await waitingFor(context, principal, context.clock())) {
    if (await claimFree(context, principal, run, idempotency)) return run.run_id;
  }
  return null;
}
