import Database from "better-sqlite3";

/** What SQLite was asked to do: statements in all, and those of them that ended a transaction. */
export interface Statements {
  all: string[];
  commits: number;
}

/** SQLite's own count of changes, which a read of memory looks at, is no statement on a table. */
const asksForChanges = "PRAGMA data_version";

const ways = ["run", "get", "all", "iterate"] as const;

/** Counts every statement that this process has SQLite carry out, whoever gives it, until it is disposed of. */
export function countStatements(): Statements & Disposable {
  const memory = new Database(":memory:");
  const { prototype } = memory.prepare("SELECT 1").constructor;
  memory.close();
  const before = ways.map((way) => [way, prototype[way]] as const);
  const counted = {
    all: [] as string[],
    get commits() {
      return counted.all.filter((text) => /^COMMIT/i.test(text)).length;
    },
    [Symbol.dispose]() {
      for (const [way, carryOut] of before) prototype[way] = carryOut;
    },
  };
  for (const [way, carryOut] of before)
    prototype[way] = function counting(this: { source: string }, ...values: unknown[]) {
      if (this.source !== asksForChanges) counted.all.push(this.source);
      return carryOut.apply(this, values);
    };
  return counted;
}
