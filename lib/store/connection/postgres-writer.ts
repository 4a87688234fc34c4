import type { Pool, PoolClient } from "pg";
import { storeLimits } from "../limits";
import { PostgresRows, readingBy } from "./postgres-rows";
import { type ReadRows, type Rows, WriteAgain } from "./rows";

/** What writes and reads rows of a PostgreSQL by prepared statements, on the connections that Prisma uses, too. */
export class PostgresWriter {
  readonly reads: ReadRows;

  constructor(private readonly pool: Pool) {
    this.reads = readingBy((query) => pool.query(query));
  }

  /** Commits when `work` resolves, and rolls back when it throws. It may wait for nothing but `rows`. */
  async write<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    // Whoever waits for an answer hears of a connection that breaks.
    client.on("error", ignore);
    let isLost = false;
    const limit = setTimeout(() => {
      isLost = true;
      client.connection.stream.destroy();
    }, storeLimits.transactionTimeout);
    try {
      return await carriedOut(client, work).catch((error) => {
        if (error instanceof WriteAgain) return carriedOut(client, work);
        throw error;
      });
    } finally {
      clearTimeout(limit);
      client.off("error", ignore);
      client.release(isLost);
    }
  }
}

function ignore(): void {}

async function carriedOut<T>(client: PoolClient, work: (rows: Rows) => Promise<T>): Promise<T> {
  const rows = new PostgresRows(client);
  rows.begin();
  let result: T;
  try {
    result = await work(rows);
  } catch (error) {
    throw await rows.rollback(error);
  }
  await rows.commit();
  return result;
}
