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
  const { host, pathname } = new URL(location.connectionString);
  return `DATABASE_URL names the database ${pathname.slice(1)} at ${host}, which cannot be used (${why}).`;
}
