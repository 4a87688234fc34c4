import { join } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import type { Mutex } from "async-mutex";
import { storeLimits } from "../limits";
import { Remembered } from "./remembered";
import type { ReadRows, Rows } from "./rows";
import { type SqliteConnection, SqliteRows } from "./sqlite-rows";

/** What waits for the next commit. */
interface Member {
  /** @returns what it came to, told once the commit is on disk */
  carryOut(rows: Rows): Promise<() => void>;
  fail(error: unknown): void;
}

interface Open {
  writing: SqliteConnection;
  rows: SqliteRows;
  reading: SqliteConnection;
  found: SqliteRows;
  othersCommits: () => number;
}

/**
 * The one writer of a SQLite file that speaks SQL. What is to be written at the same moment shares a transaction and its
 * sync: each member has a savepoint and fails alone, and is answered when the commit is on disk. It takes the lock of
 * the file, as Prisma does, for a second connection that waits for the first inside SQLite would hold up the process.
 * Reads have a connection of their own: they wait for no writer, and see nothing that is not committed.
 */
export class SqliteWriter {
  private open: Open | null = null;
  private state: "serving" | "closing" | "closed" = "serving";
  private readonly waiting: Member[] = [];
  private draining: Promise<void> | null = null;

  constructor(
    private readonly file: string,
    private readonly lock: Mutex,
  ) {}

  readonly reads: ReadRows = {
    find: (table, where) => patiently(() => this.opened().found.find(table, where)),
    pick: (table, where, columns) => patiently(() => this.opened().found.pick(table, where, columns)),
  };

  /** Changes with every commit of anybody else, Prisma's of this process among them. */
  get othersCommits(): number {
    return this.opened().othersCommits();
  }

  /**
   * Commits when `work` resolves, and rolls back when it throws. It may wait for nothing but `rows`: the lock is held.
   */
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.state !== "serving") throw isClosed();
      const carryOut = async (rows: Rows) => {
        const result = await work(rows);
        return () => resolve(result);
      };
      this.waiting.push({ carryOut, fail: reject });
      this.draining ??= this.drain();
    });
  }

  /** What was given before is committed; from now on nothing is, or a file that was let go of would be open again. */
  async close(): Promise<void> {
    this.state = "closing";
    await this.draining;
    this.state = "closed";
    this.open?.reading.close();
    this.open?.writing.close();
    this.open = null;
  }

  private opened(): Open {
    if (this.state === "closed") throw isClosed();
    this.open ??= connect(this.file);
    return this.open;
  }

  private async drain(): Promise<void> {
    while (this.waiting.length > 0) {
      // Whoever is ready to write in this turn of the event loop joins.
      await setImmediate();
      for (const answer of await this.commitWaiting()) answer();
    }
    // In the same breath as the last look: whoever comes next begins anew.
    this.draining = null;
  }

  /** @returns what tells each member what became of it */
  private async commitWaiting(): Promise<(() => void)[]> {
    const begun: Member[] = [];
    let release = () => {};
    try {
      release = await this.begin();
      return await this.commit(begun);
    } catch (error) {
      const failed = begun.length > 0 ? begun : this.waiting.splice(0);
      return failed.map((member) => () => member.fail(error));
    } finally {
      release();
    }
  }

  /** Takes the lock and the file. While another process has the file, others here go on. @returns lets go of the lock */
  private begin(): Promise<() => void> {
    return patiently(async () => {
      const release = await this.lock.acquire();
      try {
        const { rows, writing } = this.opened();
        // Only where a rollback has failed.
        if (writing.inTransaction) rows.do("ROLLBACK");
        rows.do("BEGIN IMMEDIATE");
        return release;
      } catch (error) {
        release();
        throw error;
      }
    });
  }

  /**
   * Takes members up one by one, until others of this process must have a turn: the rest comes next.
   * @param begun told of each that is taken up
   * @throws whatever leaves nothing of all of them
   */
  private async commit(begun: Member[]): Promise<(() => void)[]> {
    const { rows, writing } = this.opened();
    const answers: (() => void)[] = [];
    const isAlone = this.waiting.length === 1;
    const until = performance.now() + storeLimits.longestTurn;
    const most = isAlone ? 1 : storeLimits.mostInCommit;
    let written = 0;
    try {
      while (begun.length < most && (begun.length === 0 || performance.now() <= until)) {
        const member = this.waiting.shift();
        if (!member) break;
        begun.push(member);
        if (!isAlone) rows.do("SAVEPOINT member");
        try {
          answers.push(await member.carryOut(rows));
          written++;
        } catch (error) {
          // Alone it takes nobody along; where SQLite itself has rolled back all, nobody's work is there any more.
          if (isAlone || !writing.inTransaction) throw error;
          rows.do("ROLLBACK TO member");
          answers.push(() => member.fail(error));
        }
        if (!isAlone) rows.do("RELEASE member");
      }
      rows.do(written > 0 ? "COMMIT" : "ROLLBACK");
      return answers;
    } catch (error) {
      if (writing.inTransaction) rows.do("ROLLBACK");
      throw error;
    }
  }
}

function isClosed(): Error {
  return new Error("The database is closed.");
}

/** better-sqlite3, asked for while the process runs: a bundler would take it in, and it cannot be. */
function connectionClass(): new (file: string, options: object) => SqliteConnection {
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(join(process.cwd(), "package.json"))("better-sqlite3");
}

function connect(file: string): Open {
  const Connection = connectionClass();
  const options = { timeout: storeLimits.busyTimeout };
  const writing = new Connection(file, options);
  const reading = new Connection(file, options);
  const others = writing.prepare("PRAGMA data_version");
  const othersCommits = () => Number(others.all()[0]?.data_version);
  const remembered = new Remembered(othersCommits);
  const [rows, found] = [new SqliteRows(writing, remembered), new SqliteRows(reading, remembered)];
  for (const one of [rows, found]) one.ask("PRAGMA journal_mode = WAL");
  rows.do("PRAGMA synchronous = FULL");
  rows.do("PRAGMA foreign_keys = ON");
  // What a savepoint may have to undo: in a file, it doubles what a shared commit writes.
  rows.do("PRAGMA temp_store = MEMORY");
  rows.ask(`PRAGMA wal_autocheckpoint = ${storeLimits.pagesInLog}`);
  found.do("PRAGMA query_only = ON");
  return { writing, rows, reading, found, othersCommits };
}

/** Asks again while another process has the file locked: what SQLite itself waits holds up everything here. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const since = Date.now();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() - since >= storeLimits.busyPatience) throw error;
      await setTimeout(storeLimits.busyRetry);
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}
