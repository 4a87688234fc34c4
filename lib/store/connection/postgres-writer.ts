import type { Pool } from "pg";
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
    const limit = setTimeout(() => client.connection.stream.destroy(), storeLimits.transactionTimeout);
    let rows = new PostgresRows(client);
    try {
      return await carriedOut(rows, work).catch((error) => {
        if (!(error instanceof WriteAgain)) throw error;
        rows = new PostgresRows(client);
        return carriedOut(rows, work);
      });
    } finally {
      clearTimeout(limit);
      client.off("error", ignore);
      // A connection on which nobody knows what became of its transaction is nobody's any more.
      client.release(!rows.isOver);
    }
  }
}

function ignore(): void {}

async function carriedOut<T>(rows: PostgresRows, work: (rows: Rows) => Promise<T>): Promise<T> {
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
