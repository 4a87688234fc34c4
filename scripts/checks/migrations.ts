import { existsSync, readFileSync } from "node:fs";
import { migrationNames, readSchema } from "../../lib/store/migrations";
import { migratedPostgresSchema, sqliteDrift } from "../../lib/store/schema-drift";
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
  return faults;
}

function withoutComments(schema: string): string {
  return schema
    .split("\n")
    .map((line) => line.replace(/\/\/.*$/, "").trim())
    .filter((line) => line !== "")
    .join("\n");
}
