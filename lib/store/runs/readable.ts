import type { Prisma, Transaction } from "../connection/client";
import { storeLimits } from "../limits";
import { Unreadable } from "./formats";
import { readEvent, writtenEvent } from "./read-event";

/** Prisma's code for a value that its column cannot hold. */
const inconsistent = "P2023";

/** So many rows of one question are left out at most: a table of nothing else is another kind of trouble. */
const mostLeftOut = 5_000;

/** So many runs are remembered as met. */
const mostMet = 100;

// Next bundles instrumentation and routes apart; only the global object is shared by both.
const slot = Symbol.for("countersign.unreadable-runs");
const shared: typeof globalThis & { [slot]?: Map<string, number> } = globalThis;
shared[slot] ??= new Map();
const met = shared[slot];

/** Whether an error is about what is stored: a word, a number, a time or a JSON text that no release ever writes. */
export function isUnreadable(error: unknown): boolean {
  if (error instanceof Unreadable || error instanceof SyntaxError || error instanceof RangeError) return true;
  return error instanceof Error && "code" in error && error.code === inconsistent;
}

/** Remembers for a while that a run was left out of an answer because it cannot be read. */
export function meet(runId: string): void {
  met.delete(runId);
  met.set(runId, performance.now());
  const [oldest] = met.keys();
  if (met.size > mostMet && oldest !== undefined) met.delete(oldest);
}

/** The runs that this process left out of answers of late, the last one first, as far as they are in this database. */
export async function leftOutOfLate(tx: Transaction): Promise<string[]> {
  const since = performance.now() - storeLimits.outageMemory;
  const ids = [...met].flatMap(([id, at]) => (at >= since ? id : [])).reverse();
  if (ids.length === 0) return [];
  const there = await tx.run.findMany({ where: { id: { in: ids } }, select: { id: true } });
  const known = new Set(there.map(({ id }) => id));
  return ids.filter((id) => known.has(id));
}

type Key = string | number;

/** What is used of a question about many rows of a table whose key is `id`. */
interface Asked {
  where?: object | undefined;
  orderBy?: object | undefined;
  take?: number | undefined;
}

interface Reader<Found> {
  find(asked: Asked): Promise<Found[]>;
  /** The keys that a question finds, each with its run. */
  keys(asked: Asked): Promise<{ id: Key; runId: string }[]>;
}

/** Rows whose times are times: SQLite's are texts, and Prisma makes a Date of any. @throws RangeError */
function timely<Found extends object>(rows: Found[]): Found[] {
  for (const row of rows)
    for (const value of Object.values(row))
      if (value instanceof Date && Number.isNaN(value.getTime())) throw new RangeError("Invalid time value");
  return rows;
}

/** Those of some keys whose rows cannot be read, by halves. */
async function unreadIn<Found, K extends { id: Key }>(reader: Reader<Found>, keys: K[]): Promise<K[]> {
  if (keys.length === 0) return [];
  try {
    await reader.find({ where: { id: { in: keys.map(({ id }) => id) } } });
    return [];
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    if (keys.length === 1) return keys;
    const half = keys.length >> 1;
    return [...(await unreadIn(reader, keys.slice(0, half))), ...(await unreadIn(reader, keys.slice(half)))];
  }
}

/** The rows of a question as if those that cannot be read were not there: one row holds up no others. */
async function leavingOut<Found>(reader: Reader<Found>, asked: Asked): Promise<Found[]> {
  const left: Key[] = [];
  for (let vain = 0; ; ) {
    const where = left.length === 0 ? asked.where : { AND: [asked.where ?? {}, { id: { notIn: left } }] };
    const there = { ...asked, where };
    try {
      return await reader.find(there);
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      const unread = await unreadIn(reader, await reader.keys(there));
      // What could not be read a moment ago may be whole by now; what fails again with nothing to leave out fails.
      if (unread.length === 0 && ++vain > 1) throw error;
      for (const { id, runId } of unread) {
        left.push(id);
        meet(runId);
      }
      if (left.length > mostLeftOut) throw error;
    }
  }
}

/**
 * Runs of a question about many; those whose rows cannot be read are left out. A question about one run says so instead.
 * Guarantee of the cast: a question is answered by Prisma as its own types say.
 */
export function readableRuns<Args extends Prisma.RunFindManyArgs>(
  tx: Transaction,
  args: Prisma.SelectSubset<Args, Prisma.RunFindManyArgs>,
): Promise<Prisma.RunGetPayload<Args>[]> {
  type Found = Prisma.RunGetPayload<Args>;
  const { where, orderBy, take, ...shape } = args as Prisma.RunFindManyArgs;
  return leavingOut<Found>(
    {
      find: async (asked) => timely(await tx.run.findMany({ ...shape, ...asked })) as unknown as Found[],
      keys: async (asked) =>
        (await tx.run.findMany({ ...asked, select: { id: true } })).map(({ id }) => ({ id, runId: id })),
    },
    { where, orderBy, take },
  );
}

/** Entries of many runs' logs, in the same way. */
export function readableEvents(tx: Transaction, asked: Prisma.RunEventFindManyArgs) {
  return leavingOut(
    {
      find: async (one: Asked) => {
        const rows = timely(await tx.runEvent.findMany(one));
        for (const row of rows) readEvent(writtenEvent(row));
        return rows;
      },
      keys: (one) => tx.runEvent.findMany({ ...one, select: { id: true, runId: true } }),
    },
    asked,
  );
}
