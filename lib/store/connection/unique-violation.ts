/** Prisma's word for it, and SQLite's own. */
const codes: ReadonlySet<unknown> = new Set([
  "P2002",
  "SQLITE_CONSTRAINT_UNIQUE",
  "SQLITE_CONSTRAINT_PRIMARYKEY",
]);

/** True when the database refused a second row under the same unique value. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && codes.has(error.code);
}
