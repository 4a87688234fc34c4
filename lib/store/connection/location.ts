import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

export type DatabaseKind = "sqlite" | "postgres";

/** Where a database URL points: a SQLite file's absolute path, or a Postgres connection string. */
export type DatabaseLocation =
  | { kind: "sqlite"; file: string }
  | { kind: "postgres"; connectionString: string };

/** Reads a database URL; throws with what is accepted when it is neither kind, or a SQLite file with parameters. */
export function locateDatabase(url: string): DatabaseLocation {
  // Taken for part of the name, they would make a new, empty database of that name.
  if (/^file:.*\?/.test(url)) {
    throw new Error(
      "The database URL of a SQLite file takes no ?parameters: leave out the ? and what follows.",
    );
  }
  if (url.startsWith("file://")) return { kind: "sqlite", file: fileURLToPath(url) };
  if (url.startsWith("file:")) return { kind: "sqlite", file: resolve(url.slice("file:".length)) };
  if (/^postgres(ql)?:\/\//.test(url)) return { kind: "postgres", connectionString: url };
  throw new Error("The database URL must start with file: (SQLite) or postgresql:// (PostgreSQL).");
}
