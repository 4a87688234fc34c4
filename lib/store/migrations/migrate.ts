import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { type DatabaseKind, locateDatabase } from "../connection/location";
import { scriptingPostgres, scriptingSqlite } from "../connection/script-adapter";
import { lockOf } from "../connection/serial-adapter";
import { storeLimits } from "../limits";
import { changedSentence, compareMigrations } from "./migration-checksums";
import { migrationNames, noFilters, readMigrations, readSchema } from "./migrations";
import { withSchemaEngine } from "./schema-engine";

/**
 * Brings a database up to the migrations on disk, making it when it does not exist.
 * Gives the names of those it applied: none when there was nothing to do. Throws when a newer build has changed it.
 */
export async function migrate(url: string): Promise<{ applied: string[] }> {
  const location = locateDatabase(url);
  return location.kind === "sqlite"
    ? lockOf(location.file).runExclusive(() => migrateSqlite(location.file))
    : migratePostgres(location.connectionString);
}

// SQLite commits each statement of a migration on its own. So a copy is migrated and then takes
// the file's place: a crash or a failure halfway leaves the database as it was.
async function migrateSqlite(file: string): Promise<{ applied: string[] }> {
  mkdirSync(dirname(file), { recursive: true });
  const copy = `${file}.migrating`;
  removeSqlite(copy);
  if (existsSync(file)) {
    const connection = await scriptingSqlite(file).connect();
    try {
      if (!(await isBehind(connection, "sqlite"))) return { applied: [] };
      await connection.executeScript(`VACUUM INTO '${copy.replaceAll("'", "''")}'`);
    } finally {
      await connection.dispose();
    }
  }
  try {
    const applied = await applyMigrations(scriptingSqlite(copy), "sqlite");
    for (const rest of ["-wal", "-shm"]) rmSync(file + rest, { force: true });
    renameSync(copy, file);
    return { applied };
  } finally {
    removeSqlite(copy);
  }
}

async function migratePostgres(connectionString: string): Promise<{ applied: string[] }> {
  const adapter = scriptingPostgres(connectionString);
  const connection = await adapter.connect();
  try {
    if (!(await isBehind(connection, "postgres"))) return { applied: [] };
    // Several instances may start at once; whoever holds this lock migrates, the others then find it done.
    const lock = await connection.startTransaction();
    try {
      await lock.executeRaw(statement(`SET LOCAL lock_timeout = ${storeLimits.migrationLockWait}`));
      await lock.executeRaw(statement("SELECT pg_advisory_xact_lock(hashtext('countersign.migrate'))"));
      return { applied: await applyMigrations(adapter, "postgres") };
    } finally {
      await lock.executeRaw(statement("ROLLBACK")).finally(() => lock.rollback());
    }
  } finally {
    await connection.dispose();
  }
}

/**
 * Whether a migration on disk is not finished in the database; reads one table, loads no engine.
 * @throws Error with what to do when one was finished from another text than the one on disk, or by a newer build: what
 * this one would write there, that one may not understand
 */
async function isBehind(connection: SqlDriverAdapter, kind: DatabaseKind): Promise<boolean> {
  const finished = await connection
    .queryRaw(
      statement(
        "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
      ),
    )
    .catch((error: Error & { cause?: { kind?: string } }) => {
      if (error.cause?.kind === "TableDoesNotExist") return { rows: [] };
      throw error;
    });
  const inDatabase = finished.rows.map(([name, checksum]) => ({
    name: String(name),
    checksum: String(checksum),
  }));
  const { missing, changed } = compareMigrations(kind, inDatabase);
  if (changed.length > 0) throw new Error(changedSentence(changed));
  const onDisk = migrationNames(kind);
  const newer = inDatabase.map(({ name }) => name).filter((name) => !onDisk.includes(name));
  if (newer.length > 0) {
    throw new Error(
      `A newer Countersign has changed it, and this one does not know ${newer.join(", ")}: start that build, or restore a backup from before it.`,
    );
  }
  return missing.length > 0;
}

async function applyMigrations(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  kind: DatabaseKind,
): Promise<string[]> {
  const { appliedMigrationNames } = await withSchemaEngine(adapter, readSchema(kind), (engine) =>
    engine.applyMigrations({ migrationsList: readMigrations(kind), filters: noFilters }),
  );
  return appliedMigrationNames;
}

function removeSqlite(file: string): void {
  for (const part of ["", "-wal", "-shm", "-journal"]) rmSync(file + part, { force: true });
}

function statement(sql: string) {
  return { sql, args: [], argTypes: [] };
}
