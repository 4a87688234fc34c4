import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { storeLimits } from "./limits";
import { locateDatabase } from "./location";

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
  mkdirSync(dirname(file), { recursive: true });
  // One that is just stopping is waited for.
  const options = { url: `${file}.lock`, timeout: storeLimits.busyTimeout };
  const connection = await new PrismaBetterSqlite3(options).connect();
  try {
    await connection.executeScript("BEGIN EXCLUSIVE");
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
  return () => connection.dispose();
}
