import { existsSync, readFileSync } from "node:fs";

import { PrismaPg } from "@prisma/adapter-pg";
import { scriptingSqlite } from "../connection/script-adapter";
import { noFilters, readMigrations, readSchema, sqliteFilters } from "./migrations";
import { withSchemaEngine } from "./schema-engine";

/** The Postgres schema as its newest migration leaves it: written with each migration. */
export const migratedPostgresSchema = "prisma/postgres/migrated.prisma";

/** The SQL that would bring SQLite's migrations up to the schema on disk; empty when they agree. */
export async function sqliteDrift(): Promise<string> {
  const schema = readSchema("sqlite");
  const { exitCode, stdout } = await withSchemaEngine(scriptingSqlite(":memory:"), schema, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...readMigrations("sqlite") },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: sqliteFilters,
    }),
  );
  return exitCode === 0 ? "" : (stdout ?? "");
}

/**
 * The same for Postgres. Between schemas and not from the migrations: the engine cannot read a
 * Postgres catalogue through the driver adapter, which refuses its `"char"` columns.
 * `scratchUrl` is a database the engine may connect to; nothing is written there.
 */
export async function postgresDrift(scratchUrl: string): Promise<string> {
  const schema = readSchema("postgres");
  const before = existsSync(migratedPostgresSchema)
    ? readFileSync(migratedPostgresSchema, "utf8")
    : undefined;
  const { exitCode, stdout } = await withSchemaEngine(new PrismaPg(scratchUrl), schema, (engine) =>
    engine.diff({
      from:
        before === undefined
          ? { tag: "empty" }
          : { tag: "schemaDatamodel", files: [{ path: migratedPostgresSchema, content: before }] },
      to: { tag: "schemaDatamodel", files: [schema] },
      script: true,
      exitCode: true,
      filters: noFilters,
    }),
  );
  return exitCode === 0 ? "" : (stdout ?? "");
}
