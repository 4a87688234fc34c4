import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { databaseTrouble } from "./database-trouble";
import { storeLimits } from "./limits";
import { locateDatabase } from "./location";

type Options = ConstructorParameters<typeof PrismaBetterSqlite3>[0];

async function openLock(url: string, folder: string, options: Options) {
  try {
    mkdirSync(folder, { recursive: true });
    return await new PrismaBetterSqlite3(options).connect();
  } catch (error) {
    throw new Error(databaseTrouble(url, error), { cause: error });
  }
}

/** A connection that nobody remembers is closed when memory is tidied up, and its lock with it. */
const held = new Set<object>();

/**
 * Takes a SQLite database for this process alone, until the process ends however it ends: the embedded queue counts
 * on being the only one (a second would take the first one's work for left behind). The lock is SQLite's own, on a
 * file beside the database. Does nothing on PostgreSQL.
 *
 * @returns gives the database back
 * @throws Error with a sentence for whoever started the second process
 */
export async function holdDatabase(url: string): Promise<() => Promise<void>> {
  const location = locateDatabase(url);
  if (location.kind !== "sqlite") return async () => {};
  const { file } = location;
  // One that is just stopping is waited for.
  const options = { url: `${file}.lock`, timeout: storeLimits.holdWait };
  const connection = await openLock(url, dirname(file), options);
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
  held.add(connection);
  return async () => {
    held.delete(connection);
    await connection.dispose();
  };
}
