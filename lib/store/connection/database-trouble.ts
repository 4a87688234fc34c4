import { locateDatabase } from "./location";

/** A sentence for whoever set `DATABASE_URL`, when that database cannot be opened or migrated; never its password. */
export function databaseTrouble(url: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Prisma tells where in the code it was asked first, and what happened last.
  const why = message.trim().split("\n").at(-1);
  const location = locateDatabase(url);
  if (location.kind === "sqlite") {
    return `DATABASE_URL names the file ${location.file}, which cannot be used as a database (${why}).`;
  }
  // Not as a URL: a password may hold what a URL must not.
  const [, host = "", name = ""] = /([^@/]*)\/([^/?]*)(?:\?.*)?$/s.exec(location.connectionString) ?? [];
  return `DATABASE_URL names the database ${name} at ${host}, which cannot be used (${why}).`;
}
