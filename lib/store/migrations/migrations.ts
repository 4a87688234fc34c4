import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DatabaseKind } from "../connection/location";
import type { MigrationList } from "./schema-engine";

/** Where a database kind's schema and migrations are, below the folder the application runs in. */
export const schemaFiles = {
  sqlite: { schema: "prisma/schema.prisma", migrations: "prisma/migrations" },
  postgres: { schema: "prisma/postgres/schema.prisma", migrations: "prisma/postgres/migrations" },
} as const satisfies Record<DatabaseKind, { schema: string; migrations: string }>;

/** The names of the migrations on disk, oldest first. */
export function migrationNames(kind: DatabaseKind): string[] {
  const folder = schemaFiles[kind].migrations;
  if (!existsSync(/* turbopackIgnore: true */ folder)) return [];
  return readdirSync(/* turbopackIgnore: true */ folder)
    .filter((name) => existsSync(/* turbopackIgnore: true */ join(folder, name, "migration.sql")))
    .sort();
}

/** The migrations on disk as the schema engine takes them. */
export function readMigrations(kind: DatabaseKind): MigrationList {
  const baseDir = resolve(/* turbopackIgnore: true */ schemaFiles[kind].migrations);
  const lockfile = join(baseDir, "migration_lock.toml");
  return {
    baseDir,
    lockfile: {
      path: lockfile,
      content: existsSync(/* turbopackIgnore: true */ lockfile)
        ? readFileSync(/* turbopackIgnore: true */ lockfile, "utf8")
        : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: migrationNames(kind).map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: {
          tag: "ok",
          value: readFileSync(/* turbopackIgnore: true */ join(baseDir, name, "migration.sql"), "utf8"),
        },
      },
    })),
  };
}

/** The schema on disk, as the engine's data model. */
export function readSchema(kind: DatabaseKind): { path: string; content: string } {
  const path = schemaFiles[kind].schema;
  return { path, content: readFileSync(/* turbopackIgnore: true */ path, "utf8") };
}

/** Every table and enum in the database is the schema's own. */
export const noFilters = { externalTables: [], externalEnums: [] };

/** On SQLite but for the index over what is searched, which is told of as tables and for which the schema has no word. */
export const sqliteFilters = {
  externalTables: ["SearchIndex", "SearchIndex_config", "SearchIndex_data", "SearchIndex_idx"],
  externalEnums: [],
};
