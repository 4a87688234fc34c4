/** Prisma's word for it, SQLite's own, and PostgreSQL's. */
const codes: ReadonlySet<unknown> = new Set([
  "P2002",
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
  "23505",
]);

/** True when the database refused a second row under the same unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && codes.has(error.code);
}
