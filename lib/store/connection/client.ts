import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaClient as PostgresClient } from "../generated/postgres/client";
import { PrismaClient } from "../generated/sqlite/client";
import { storeLimits } from "../limits";
import { KnownRuns, knowsBy } from "../runs/known-runs";
import { forgetful } from "./forgetful-adapter";
import { type DatabaseKind, locateDatabase } from "./location";
import { postgresConnection } from "./postgres-connection";
import { PostgresWriter } from "./postgres-writer";
import { type Rows, readsBy } from "./rows";
import { lockOf, serialSqlite } from "./serial-adapter";
import { SqliteWriter } from "./sqlite-writer";
import type { Prisma, Transaction } from "./transaction";

export type { Prisma, PrismaClient, Transaction };

/** An open database; the same surface on SQLite and on Postgres. */
export interface Database {
  kind: DatabaseKind;
  /** Where more connections can be opened to it: `file:…` or `postgresql://…`. */
  url: string;
  prisma: PrismaClient;
  /** Commits when `work` resolves and rolls back when it throws. Use only `tx` inside. */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** The runs that this process committed last. */
  known: KnownRuns;
  /** `transaction` for what writes rows, by the shortest way the database has. Use only `rows` inside, and wait for nothing else. */
  write<T>(work: (rows: Rows) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const transactionOptions = {
  maxWait: storeLimits.transactionMaxWait,
  timeout: storeLimits.transactionTimeout,
};

/** Opens `file:…` (SQLite, the folder is made) or `postgresql://…`; the schema must be migrated. */
export async function openDatabase(url: string): Promise<Database> {
  const location = locateDatabase(url);
  return location.kind === "sqlite" ? openSqlite(location.file) : openPostgres(location.connectionString);
}

function openSqlite(file: string): Database {
  mkdirSync(dirname(file), { recursive: true });
  const prisma = new PrismaClient({ adapter: serialSqlite(file), transactionOptions });
  const writer = new SqliteWriter(file, lockOf(file));
  const known = new KnownRuns(() => writer.othersCommits);
  readsBy(prisma, writer.reads);
  knowsBy(prisma, known);
  return {
    kind: "sqlite",
    url: `file:${file}`,
    prisma,
    known,
    transaction: (work) => prisma.$transaction(work),
    write: (work) => writer.write(work),
    async close() {
      await writer.close();
      await prisma.$disconnect();
    },
  };
}

async function openPostgres(connectionString: string): Promise<Database> {
  const { PrismaClient: Client } = await import("../generated/postgres/client");
  const { Pool } = await import("pg");
  const pool = new Pool({
    ...postgresConnection(connectionString, "requests"),
    // Statements leave without waiting for the answers of those before.
    pipeline: true,
    // An instance that froze inside a transaction must not keep its locks from the others. Set by a statement: PgBouncer
    // refuses a connection that asks for it at its start.
    onConnect: async (client) => {
      await client.query(`SET idle_in_transaction_session_timeout = ${storeLimits.transactionTimeout * 2}`);
      // The server gives up before whoever waits here does: what was answered as not done is not done later.
      await client.query(`SET lock_timeout = ${storeLimits.lockTimeout}`);
    },
  });
  // A broken connection is replaced at its next use; without a listener its error would end the process.
  pool.on("error", () => {});
  const adapter = new PrismaPg(pool);
  const writer = new PostgresWriter(pool);
  // Transactions are read committed, PostgreSQL's own default. It is enough: what must not happen twice is a
  // compare-and-swap or a unique key (laws 2 and 3).
  const prisma = asSqliteClient(new Client({ adapter: forgetful(adapter), transactionOptions }));
  readsBy(prisma, writer.reads);
  return {
    kind: "postgres",
    url: connectionString,
    prisma,
    known: new KnownRuns(null),
    transaction: (work) => prisma.$transaction(work),
    write: (work) => writer.write(work),
    async close() {
      await prisma.$disconnect();
      if (!pool.ending) await pool.end();
    },
  };
}

/**
 * Guarantee: both clients are generated from one schema, the Postgres one derived by
 * `npm run generate` with only provider and output changed, so models, fields and operations agree.
 * What Postgres offers beyond SQLite (`mode: "insensitive"`, `skipDuplicates`) stays out of reach.
 */
function asSqliteClient(client: PostgresClient): PrismaClient {
  return client as unknown as PrismaClient;
}
