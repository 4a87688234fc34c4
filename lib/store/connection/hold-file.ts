import { existsSync, mkdirSync, realpathSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { storeLimits } from "../limits";
import { databaseTrouble } from "./database-trouble";
import { locateDatabase } from "./location";

type Options = ConstructorParameters<typeof PrismaBetterSqlite3>[0];

/** Opens what is locked in a file's place, where the file really lies. */
async function openLock(url: string, path: string, patience: number) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const file = fileBehind(path);
    // One that is just stopping is waited for.
    const options: Options = { url: `${file}.lock`, timeout: patience };
    return { file, connection: await new PrismaBetterSqlite3(options).connect() };
  } catch (error) {
    throw new Error(databaseTrouble(url, error), { cause: error });
  }
}

// Kept per process: whoever starts the server takes the file by a copy of this module of its own. A connection that
// nobody remembers would be closed when memory is tidied up, and its lock with it.
const slot = Symbol.for("countersign.held-files");
const shared: typeof globalThis & { [slot]?: Map<string, object> } = globalThis;
shared[slot] ??= new Map();
const held = shared[slot];

/** The file itself, whatever links lead to it: it is the file that one process alone may have. */
function fileBehind(file: string): string {
  if (existsSync(file)) return realpathSync(file);
  const folder = dirname(resolve(file));
  return join(existsSync(folder) ? realpathSync(folder) : folder, basename(file));
}

/** Whether this process has taken the database for itself alone; never so on PostgreSQL. */
export function isHeld(url: string): boolean {
  const location = locateDatabase(url);
  return location.kind === "sqlite" && held.has(fileBehind(location.file));
}

/**
 * Takes a SQLite database for this process alone, until the process ends however it ends: the embedded queue counts
 * on being the only one (a second would take the first one's work for left behind). The lock is SQLite's own, on a
 * file beside the database. Does nothing on PostgreSQL.
 *
 * @param patience milliseconds for which another process that has it is waited for
 * @returns gives the database back
 * @throws Error with a sentence for whoever started the second process
 */
export async function holdDatabase(
  url: string,
  patience: number = storeLimits.holdWait,
): Promise<() => Promise<void>> {
  const location = locateDatabase(url);
  if (location.kind !== "sqlite") return async () => {};
  const { file, connection } = await openLock(url, location.file, patience);
  try {
    await connection.executeScript("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    await connection.dispose();
    const kind = typeof error === "object" && error !== null && "cause" in error ? error.cause : null;
    if (typeof kind === "object" && kind !== null && "kind" in kind && kind.kind === "SocketTimeout") {
      throw new Error(
        `Another Countersign works on ${file}. End it first, or set DATABASE_URL to another file; PostgreSQL takes several at once.`,
      );
    }
    throw error;
  }
  held.set(file, connection);
  return async () => {
    held.delete(file);
    await connection.dispose();
  };
}
