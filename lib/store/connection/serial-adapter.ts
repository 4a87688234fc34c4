import { resolve } from "node:path";
import { setImmediate, setTimeout } from "node:timers/promises";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type {
  IsolationLevel,
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { Mutex } from "async-mutex";
import { storeLimits } from "../limits";
import { forgetfulConnection } from "./forgetful-adapter";

// Kept per file and process, however many times a bundler copies this module: two clients of one file queue up in place
// of blocking the event loop.
const slot = Symbol.for("countersign.sqlite-locks");
const shared: typeof globalThis & { [slot]?: Map<string, Mutex> } = globalThis;
shared[slot] ??= new Map();
const locks = shared[slot];

/** The lock that everything on this SQLite file takes, first come, first served. */
export function lockOf(file: string): Mutex {
  const path = resolve(file);
  const lock = locks.get(path) ?? new Mutex();
  locks.set(path, lock);
  return lock;
}

/**
 * Prisma's SQLite adapter with one statement or one transaction at a time.
 *
 * That adapter has a single connection: a plain query issued while an interactive transaction is
 * open would run inside it, read its uncommitted rows, and lose its own writes at a rollback.
 * Here a query outside waits until the transaction is finished.
 *
 * @param patience how long another process may keep the file locked, in milliseconds
 */
export function serialSqlite(
  file: string,
  patience: number = storeLimits.busyPatience,
): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: file, timeout: storeLimits.busyTimeout });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connectToShadowDb: () => factory.connectToShadowDb(),
    async connect() {
      const connection = fair(patient(forgetfulConnection(await factory.connect()), patience));
      await connection.executeScript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
      );
      return serialConnection(connection, lockOf(file));
    },
  };
}

/**
 * A connection that asks again while another process has the file locked. SQLite's own waiting is synchronous: it
 * would hold up the whole process. A lock that has stood for longer than `ms` is waited for by nobody any more.
 */
function patient(connection: SqlDriverAdapter, ms: number): SqlDriverAdapter {
  let lockedSince: number | null = null;
  const trying = async <T>(work: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        const result = await work();
        lockedSince = null;
        return result;
      } catch (error) {
        if (!isLocked(error)) throw error;
        lockedSince ??= Date.now();
        if (Date.now() - lockedSince >= ms) throw error;
        await setTimeout(storeLimits.busyRetry);
      }
    }
  };
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => trying(() => connection.queryRaw(query)),
    executeRaw: (query) => trying(() => connection.executeRaw(query)),
    executeScript: (script) => trying(() => connection.executeScript(script)),
    startTransaction: (isolation) => connection.startTransaction(isolation),
    dispose: () => connection.dispose(),
  };
}

/**
 * A connection that lets others have a turn. SQLite answers at once, so a chain of statements, with all that is reckoned
 * between them, goes on without a pause and holds up the whole process: after a while a statement waits for its turn.
 */
function fair(connection: SqlDriverAdapter): SqlDriverAdapter {
  let turnSince: number | null = null;
  const begin = () => {
    turnSince = performance.now();
    void setImmediate().then(() => {
      turnSince = null;
    });
  };
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (turnSince !== null && performance.now() - turnSince > storeLimits.longestTurn) await setImmediate();
    if (turnSince === null) begin();
    return work();
  };
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => turn(() => connection.queryRaw(query)),
    executeRaw: (query) => turn(() => connection.executeRaw(query)),
    executeScript: (script) => turn(() => connection.executeScript(script)),
    startTransaction: (isolation) => connection.startTransaction(isolation),
    dispose: () => connection.dispose(),
  };
}

/** SQLITE_BUSY, as Prisma's adapter tells it: the statement has done nothing, and may be given again. */
function isLocked(error: unknown): boolean {
  const cause = typeof error === "object" && error !== null && "cause" in error ? error.cause : null;
  return typeof cause === "object" && cause !== null && "kind" in cause && cause.kind === "SocketTimeout";
}

function serialConnection(connection: SqlDriverAdapter, lock: Mutex): SqlDriverAdapter {
  const alone = <T>(work: () => Promise<T>): Promise<T> => lock.runExclusive(work);
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => alone(() => connection.queryRaw(query)),
    executeRaw: (query) => alone(() => connection.executeRaw(query)),
    executeScript: (script) => alone(() => connection.executeScript(script)),
    startTransaction: (isolation) => startTransaction(connection, lock, isolation),
    // Not under the lock: a client that is closed must not wait for a transaction it abandons.
    dispose: () => connection.dispose(),
  };
}

async function startTransaction(
  connection: SqlDriverAdapter,
  lock: Mutex,
  isolation: IsolationLevel | undefined,
): Promise<Transaction> {
  if (isolation && isolation !== "SERIALIZABLE") {
    throw new Error(`SQLite transactions are SERIALIZABLE; ${isolation} was asked for.`);
  }
  const release = await lock.acquire();
  try {
    // IMMEDIATE: a transaction that reads first and writes later would otherwise fail with BUSY
    // when another process wrote in between.
    await connection.executeRaw(statement("BEGIN IMMEDIATE"));
  } catch (error) {
    release();
    throw error;
  }
  return serialTransaction(connection, release);
}

function serialTransaction(connection: SqlDriverAdapter, release: () => void): Transaction {
  let state: "open" | "ended" | "released" = "open";

  async function execute(query: SqlQuery): Promise<number> {
    refuseWhenReleased();
    const rows = await connection.executeRaw(query);
    if (/^\s*(COMMIT|ROLLBACK)\s*;?\s*$/i.test(query.sql)) state = "ended";
    return rows;
  }

  // A query plan that outlives its transaction's timeout must not reach the next one's connection.
  function refuseWhenReleased(): void {
    if (state === "released") throw new Error("The transaction is closed; its connection serves others now.");
  }

  async function finish(): Promise<void> {
    if (state === "released") return;
    // Prisma sends COMMIT or ROLLBACK first; after a COMMIT that failed it sends nothing more.
    if (state === "open") await connection.executeRaw(statement("ROLLBACK")).catch(() => 0);
    state = "released";
    release();
  }

  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    options: { usePhantomQuery: false },
    async queryRaw(query) {
      refuseWhenReleased();
      return connection.queryRaw(query);
    },
    executeRaw: execute,
    commit: finish,
    rollback: finish,
    createSavepoint: async (name) => void (await execute(statement(`SAVEPOINT ${name}`))),
    rollbackToSavepoint: async (name) => void (await execute(statement(`ROLLBACK TO ${name}`))),
    releaseSavepoint: async (name) => void (await execute(statement(`RELEASE SAVEPOINT ${name}`))),
  };
}

function statement(sql: string): SqlQuery {
  return { sql, args: [], argTypes: [] };
}
