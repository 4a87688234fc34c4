import Database from "better-sqlite3";
import pg from "pg";

/** What the databases were asked to do. */
export interface Statements {
  /** Every statement, in the order in which they were given. */
  all: string[];
  /** What each was given with it, in the same order. */
  values: unknown[][];
  /** Those that ended a transaction which may have written something. */
  commits: number;
  /** How often a connection to PostgreSQL was asked while it waited for no other answer. */
  roundTrips: number;
}

/** SQLite's own count of changes, which a read of memory looks at, is no statement on a table. */
const asksForChanges = "PRAGMA data_version";

const ways = ["bind", "run", "get", "all", "iterate"] as const;

/** Counts every statement that this process has SQLite or PostgreSQL carry out, whoever gives it, until it is disposed of. */
export function countStatements(): Statements & Disposable {
  const counted = { all: [] as string[], values: [] as unknown[][], commits: 0, roundTrips: 0 };
  const sqlite = countSqlite((text, values) => {
    counted.all.push(text);
    counted.values.push(values);
    if (/^COMMIT/i.test(text)) counted.commits++;
  });
  const postgres = countPostgres((text, { values, endsWriting, isAlone }) => {
    counted.all.push(text);
    counted.values.push(values);
    if (endsWriting) counted.commits++;
    if (isAlone) counted.roundTrips++;
  });
  return Object.assign(counted, {
    [Symbol.dispose]() {
      sqlite();
      postgres();
    },
  });
}

/** @returns ends the counting */
function countSqlite(tell: (text: string, values: unknown[]) => void): () => void {
  const memory = new Database(":memory:");
  const { prototype } = memory.prepare("SELECT 1").constructor;
  memory.close();
  const before = ways.map((way) => [way, prototype[way]] as const);
  const bound = new WeakMap<object, unknown[]>();
  for (const [way, carryOut] of before)
    prototype[way] = function counting(this: { source: string }, ...values: unknown[]) {
      if (way === "bind") bound.set(this, values.flat());
      else if (this.source !== asksForChanges) tell(this.source, bound.get(this) ?? values.flat());
      return carryOut.apply(this, values);
    };
  return () => {
    for (const [way, carryOut] of before) prototype[way] = carryOut;
  };
}

interface Asked {
  values: unknown[];
  endsWriting: boolean;
  /** No other answer is waited for on its connection. */
  isAlone: boolean;
}

const writes = /\b(INSERT|UPDATE|DELETE)\b|pg_notify|add_job|_jobs\(|force_unlock/i;

/** @returns ends the counting */
function countPostgres(tell: (text: string, asked: Asked) => void): () => void {
  const { prototype } = pg.Client;
  const before = prototype.query;
  const open = new WeakSet<object>();
  const waiting = new WeakMap<object, number>();
  const isOpenAfter = (client: object, text: string) => {
    if (/^\s*BEGIN/i.test(text)) open.add(client);
    else if (/^\s*(COMMIT|ROLLBACK)\s*$/i.test(text)) open.delete(client);
    return open.has(client);
  };
  const change = (client: object, by: number) => waiting.set(client, (waiting.get(client) ?? 0) + by);
  // Guarantee: it takes and gives what pg's own does.
  prototype.query = function counting(this: object, ...given: unknown[]) {
    const [first] = given;
    const query =
      typeof first === "string" ? { text: first, values: given[1] } : (first as Partial<pg.QueryConfig>);
    const text = query.text ?? "";
    const values = Array.isArray(query.values) ? query.values : [];
    const wasOpen = open.has(this);
    const isOpen = isOpenAfter(this, text);
    const endsWriting = /^\s*COMMIT/i.test(text) || (!wasOpen && !isOpen && writes.test(text));
    tell(text, { values, endsWriting, isAlone: (waiting.get(this) ?? 0) === 0 });
    change(this, 1);
    const answered = () => change(this, -1);
    const callback = given.findIndex((one) => typeof one === "function");
    if (callback >= 0) {
      const tellCaller = given[callback] as (...answer: unknown[]) => void;
      given[callback] = (...answer: unknown[]) => {
        answered();
        tellCaller(...answer);
      };
      return Reflect.apply(before, this, given);
    }
    const answer = Reflect.apply(before, this, given) as Promise<unknown>;
    answer.then(answered, answered);
    return answer;
  } as typeof before;
  return () => {
    prototype.query = before;
  };
}
