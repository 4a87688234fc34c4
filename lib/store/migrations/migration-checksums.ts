import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseKind } from "../connection/location";
import { migrationNames, schemaFiles } from "./migrations";

/** Checksums of versions that a migration had before, whose databases a later migration mends. */
const formerly: Record<DatabaseKind, Record<string, string>> = {
  sqlite: {
    "20261124213545_figures_by_scope": "43d17bb790255669ac8ec6dc63bd798d062a36806415d82ab837435b8c688ad8",
  },
  postgres: {
    "20261124213545_figures_by_scope": "69bc9fe61666c6adf6d6721673e632027bb6b5534e6f797585d1698e6eca088b",
  },
};

/** A finished migration as the database remembers it. */
export interface FinishedMigration {
  name: string;
  checksum: string;
}

/** SHA-256 of a migration's text, as Prisma writes it beside the migration's name; hexadecimal. */
export function checksumOf(sql: string): string {
  return createHash("sha256").update(sql).digest("hex");
}

const onDisk = new Map<DatabaseKind, ReadonlyMap<string, string>>();

/** They do not change while the process runs. */
function checksumsOnDisk(kind: DatabaseKind): ReadonlyMap<string, string> {
  const known = onDisk.get(kind);
  if (known) return known;
  const read = new Map(
    migrationNames(kind).map((name) => {
      const path = join(schemaFiles[kind].migrations, name, "migration.sql");
      return [name, checksumOf(readFileSync(/* turbopackIgnore: true */ path, "utf8"))];
    }),
  );
  onDisk.set(kind, read);
  return read;
}

/** How a database stands to the migrations on disk. */
export interface MigrationState {
  applied: number;
  /** On disk, and not finished in the database. */
  missing: string[];
  /** Finished in the database from another text than the one on disk, which no later migration mends. */
  changed: string[];
}

/** Compares what a database has finished with the migrations on disk. */
export function compareMigrations(kind: DatabaseKind, finished: FinishedMigration[]): MigrationState {
  const inDatabase = new Map(finished.map(({ name, checksum }) => [name, checksum]));
  const disk = checksumsOnDisk(kind);
  const isKnown = (name: string, checksum: string | undefined) =>
    checksum === undefined || checksum === disk.get(name) || checksum === formerly[kind][name];
  return {
    applied: inDatabase.size,
    missing: [...disk.keys()].filter((name) => !inDatabase.has(name)),
    changed: [...disk.keys()].filter((name) => !isKnown(name, inDatabase.get(name))),
  };
}

/** What is wrong with a database whose migrations were made from other texts, and what to do. */
export function changedSentence(changed: string[]): string {
  return `It was migrated by another build, whose ${changed.join(", ")} differs from this one's: start that build, or restore a backup from before it.`;
}
