import type { HoldFor } from "@/lib/contracts/holds";
import type { Actor } from "@/lib/contracts/parts";
import { callFactsOf, lastingHold } from "@/lib/core/holds";
import { knownError } from "@/lib/core/known-error";
import type { RunState } from "@/lib/core/state";
import type { Database, Transaction } from "./connection/client";
import { fromColumn, toColumn } from "./connection/json-column";
import { type ReadRows, type Row, type Rows, readRows } from "./connection/rows";
import { readStates, stateColumns } from "./runs/read-state";
import { readableRuns } from "./runs/readable";

/** A hold as its row has it. */
export interface StoredHold {
  id: string;
  for: HoldFor;
  why: string;
  madeBy: Actor;
  madeAt: Date;
  until: Date | null;
  endedAt: Date | null;
  endedBy: Actor | null;
  endedWhy: string | null;
}

/** A row as it was meant. */
function holdOf({ condition, madeBy, endedBy, ...row }: Row<"Hold">): StoredHold {
  return {
    ...row,
    for: fromColumn<HoldFor>(condition),
    madeBy: fromColumn<Actor>(madeBy),
    endedBy: endedBy === null ? null : fromColumn<Actor>(endedBy),
  };
}

/** Which rows are on at a time. */
function onAt(now: Date) {
  return { endedAt: null, OR: [{ until: null }, { until: { gt: now } }] };
}

/** Whether a hold is on. */
export async function isHoldOn(tx: Transaction, id: string, now: Date): Promise<boolean> {
  return (await tx.hold.count({ where: { id, ...onAt(now) } })) > 0;
}

/** A place in the list of holds. */
export interface HoldPlace {
  madeAt: Date;
  id: string;
}

/** Every hold there is and was that was made before a place, the newest first. */
export async function holdsBefore(
  tx: Transaction,
  place: HoldPlace | null,
  most: number,
): Promise<StoredHold[]> {
  const rows = await tx.hold.findMany({
    where: place
      ? { OR: [{ madeAt: { lt: place.madeAt } }, { madeAt: place.madeAt, id: { lt: place.id } }] }
      : {},
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(holdOf);
}

/** Keeps a hold that begins. */
export async function insertHold(
  tx: Transaction,
  {
    for: condition,
    madeBy,
    ...columns
  }: Pick<StoredHold, "id" | "for" | "why" | "madeBy" | "madeAt" | "until">,
): Promise<StoredHold> {
  const json = { condition: toColumn(condition), madeBy: toColumn(madeBy) };
  return holdOf(await tx.hold.create({ data: { ...columns, ...json } }));
}

/** Ends a hold, if it is on. @returns it, and whether it was on; null where there is none */
export async function endHold(
  tx: Transaction,
  id: string,
  { at, by, why }: { at: Date; by: Actor; why: string | null },
): Promise<{ hold: StoredHold; wasOn: boolean } | null> {
  const { count } = await tx.hold.updateMany({
    where: { id, ...onAt(at) },
    data: { endedAt: at, endedBy: toColumn(by), endedWhy: why },
  });
  const row = await tx.hold.findUnique({ where: { id } });
  return row && { hold: holdOf(row), wasOn: count > 0 };
}

/** The holds that are on, the newest first. */
export async function holdsOn(tx: Transaction, now: Date): Promise<StoredHold[]> {
  return holdsAmong(readRows(tx), now);
}

async function holdsAmong(rows: ReadRows, now: Date): Promise<StoredHold[]> {
  const holds = (await rows.find("Hold", { endedAt: null }))
    .filter(({ until }) => until === null || until > now)
    .map(holdOf);
  return holds.sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime() || (a.id < b.id ? 1 : -1));
}

/** Whose keys are whose, as far as one of these holds asks for it. */
export async function ownersFor(
  tx: Transaction,
  holds: readonly Pick<StoredHold, "for">[],
): Promise<ReadonlyMap<string, string>> {
  return ownersAmong(readRows(tx), holds);
}

async function ownersAmong(
  reads: ReadRows,
  holds: readonly Pick<StoredHold, "for">[],
): Promise<ReadonlyMap<string, string>> {
  if (holds.every((hold) => hold.for.user_id === undefined)) return new Map();
  const rows = await reads.pick("ApiKey", {}, ["id", "ownerUserId"]);
  return new Map(rows.flatMap(({ id, ownerUserId }) => (ownerUserId === null ? [] : [[id, ownerUserId]])));
}

/** The hold that a call has to wait for, of those that are on; null when it has to wait for none. */
export async function holdOn(
  tx: Transaction,
  call: { state: Pick<RunState, "model" | "created_by">; userId: string | null },
  now: Date,
): Promise<StoredHold | null> {
  return holdAmong(readRows(tx), call, now);
}

async function holdAmong(
  rows: ReadRows,
  call: { state: Pick<RunState, "model" | "created_by">; userId: string | null },
  now: Date,
): Promise<StoredHold | null> {
  const holds = await holdsAmong(rows, now);
  if (holds.length === 0) return null;
  return lastingHold(holds, callFactsOf(call.state, call.userId, await ownersAmong(rows, holds)));
}

/** A call was not let through, because of a hold. */
export class Held extends knownError("Held") {
  constructor(readonly hold: StoredHold) {
    super(`The call is held by ${hold.id}`);
  }
}

function takesFence(before: RunState | null, { attempt }: RunState): boolean {
  if (attempt?.phase !== "submitting") return false;
  return before?.attempt?.number !== attempt.number || before.attempt.phase === "prepared";
}

const lockName = "hashtext('countersign.dispatch')";

/**
 * The one place that every call passes: to be part of the transaction that takes the fence, after its other writes. A
 * hold that was committed before stops it; one that comes later waits in `closeFence` until this transaction has
 * ended, and then finds the call among those that are being sent. SQLite has one transaction at a time.
 * @param before the run before the transaction; null for one that begins with it
 * @throws Held, and then nothing of the transaction may stay
 */
export async function passFence(
  { kind }: Pick<Database, "kind">,
  rows: Rows,
  before: RunState | null,
  { state: run, userId }: CallInHand,
): Promise<void> {
  if (!takesFence(before, run)) return;
  // A statement of its own: the next one sees what was committed while this one waited.
  if (kind === "postgres") await rows.tell(`SELECT pg_advisory_xact_lock_shared(${lockName})::text`);
  const hold = await holdAmong(rows, { state: run, userId }, new Date(run.updated_at));
  if (hold) throw new Held(hold);
}

/** Lets nobody through while the transaction lasts, and waits for those who are passing. */
export async function closeFence({ kind }: Pick<Database, "kind">, tx: Transaction): Promise<void> {
  if (kind === "postgres") await tx.$executeRawUnsafe(`SELECT pg_advisory_xact_lock(${lockName})`);
}

/** A call in hand: its run, where its attempt is, and whom its request names. */
export interface CallInHand {
  state: RunState;
  userId: string | null;
}

/** The newest calls in hand, at most `most`; those of the older path among them. */
export async function callsInHand(tx: Transaction, most: number): Promise<CallInHand[]> {
  const rows = await readableRuns(tx, {
    where: { status: "running", step: "api_call" },
    select: { ...stateColumns, userId: true },
    orderBy: { createdAt: "desc" },
    take: most,
  });
  return readStates(rows);
}

/** The ids of all runs with a call in hand, the oldest first. */
export async function idsInCall(tx: Transaction): Promise<string[]> {
  const rows = await tx.run.findMany({
    where: { status: "running", step: "api_call" },
    select: { id: true },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ id }) => id);
}

/** Instances' clocks differ by less than this, in milliseconds. */
const longestSkew = 60_000;

/**
 * The calls that were let through lately and of which nobody has heard again; those of runs that ended meanwhile among
 * them, for a cancelled run's call leaves all the same. `unread` is how many others there are whose runs cannot be read
 * here: what they are for nobody knows.
 */
export async function callsBeingSent(
  tx: Transaction,
  now: Date,
): Promise<{ calls: CallInHand[]; unread: number }> {
  const since = new Date(now.getTime() - longestSkew);
  const rows = await tx.attempt.findMany({
    where: { state: "submitting", submittedAt: { gt: since } },
    select: { runId: true },
  });
  const ids = rows.map(({ runId }) => runId);
  const runs = readStates(
    await readableRuns(tx, { where: { id: { in: ids } }, select: { ...stateColumns, userId: true } }),
  );
  const calls = ids.flatMap((id) => runs.find((run) => run.id === id) ?? []);
  return { calls, unread: rows.length - calls.length };
}
