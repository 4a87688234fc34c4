import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseKind } from "../../lib/store/connection/location";
import { checksumOf } from "../../lib/store/migrations/migration-checksums";
import { migrationNames, readSchema, schemaFiles } from "../../lib/store/migrations/migrations";
import { migratedPostgresSchema, sqliteDrift } from "../../lib/store/migrations/schema-drift";
import { toPostgresSchema } from "../postgres-schema";

/** The migrations of both databases must lead to the schema. */
export async function migrations(): Promise<string[]> {
  const derived = toPostgresSchema(readSchema("sqlite").content);
  const migrated = existsSync(migratedPostgresSchema) ? readFileSync(migratedPostgresSchema, "utf8") : "";
  const faults: string[] = [];
  if (readSchema("postgres").content !== derived) {
    faults.push("prisma/postgres/schema.prisma is not what prisma/schema.prisma gives: run npm run generate");
  }
  if ((await sqliteDrift()) !== "" || withoutComments(migrated) !== withoutComments(derived)) {
    faults.push("prisma/schema.prisma changed since the last migration: run npm run db:new -- name");
  }
  if (migrationNames("sqlite").join() !== migrationNames("postgres").join()) {
    faults.push("SQLite and PostgreSQL do not have the same migrations");
  }
  return [...faults, ...thawed("sqlite"), ...thawed("postgres")];
}

/** Migrations whose text is not the one they were made with: a database that has the earlier text would never get this one. */
function thawed(kind: DatabaseKind): string[] {
  return migrationNames(kind).flatMap((name) => {
    const folder = join(schemaFiles[kind].migrations, name);
    const frozen = join(folder, "migration.sha256");
    if (!existsSync(frozen)) {
      return [`${folder} has no checksum: cd there and run sha256sum migration.sql > migration.sha256`];
    }
    const sum = checksumOf(readFileSync(join(folder, "migration.sql"), "utf8"));
    return readFileSync(frozen, "utf8").startsWith(sum)
      ? []
      : [
          `${folder}/migration.sql was changed: put it back, and make another migration with npm run db:new -- name`,
        ];
  });
}

function withoutComments(schema: string): string {
  return schema
    .split("\n")
    .map((line) => line.replace(/\/\/.*$/, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}
