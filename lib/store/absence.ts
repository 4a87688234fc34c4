/** Why the database cannot do what was asked though nothing is wrong with the question. */
export type Absence = "away" | "connections" | "busy" | "full";

/** What whoever asked is told. */
export const absenceSentences = {
  away: "The database does not answer. Try again, with the same Idempotency-Key if it makes something.",
  connections: "The database has no free connection. Nothing was changed; try again.",
  busy: "The database is busy with something else. Nothing was changed; try again.",
  full: "The disk is full, so nothing can be written. Nothing was changed.",
} as const satisfies Record<Absence, string>;

/**
 * By Prisma's code (https://www.prisma.io/docs/orm/reference/error-reference), SQLite's name, PostgreSQL's SQLSTATE
 * (Appendix A), or the system's.
 */
const byCode: [RegExp, Absence][] = [
  [/^(SQLITE_FULL|53100|ENOSPC|EDQUOT)$/, "full"],
  [/^(P2024|P2037|53300|53400)$/, "connections"],
  [/^(P1008|SQLITE_BUSY.*|SQLITE_LOCKED.*|55P03|53200)$/, "busy"],
  // A server that is only read, as one that was just replaced is, is not the one we need.
  [/^(P1000|P1001|P1002|P1003|P1011|P1017|08.{3}|57P0[1-5]|25P03|25006)$/, "away"],
  [/^(SQLITE_IOERR.*|SQLITE_CANTOPEN.*|SQLITE_READONLY.*)$/, "away"],
];

const bySystemCode =
  /^(ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EPIPE|EHOSTUNREACH|ENETUNREACH)$/;

/** What the `pg` library and Prisma say without a code. */
const byMessage: [RegExp, Absence][] = [
  [/^timeout exceeded when trying to connect/, "connections"],
  [/^Transaction API error: Unable to start a transaction in the given time/, "busy"],
  [/Transaction already closed: .* timeout for this transaction/s, "busy"],
  [/^(Connection terminated|timeout expired|Client has encountered a connection error)/, "away"],
];

/** Why the database could not do it; null when the error is something else. */
export function absenceOf(error: unknown): Absence | null {
  if (!(error instanceof Error)) return null;
  const codes = [
    text(error, "code"),
    text(inside(error, "meta", "driverAdapterError", "cause"), "originalCode"),
  ];
  for (const [pattern, absence] of byCode) if (codes.some((code) => pattern.test(code))) return absence;
  if (bySystemCode.test(text(error, "code")) && text(error, "syscall") !== "") return "away";
  return byMessage.find(([pattern]) => pattern.test(error.message.trim()))?.[1] ?? null;
}

function inside(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (from, name) =>
      typeof from === "object" && from !== null
        ? Object.getOwnPropertyDescriptor(from, name)?.value
        : undefined,
    value,
  );
}

function text(from: unknown, name: string): string {
  const value = inside(from, name);
  return typeof value === "string" ? value : "";
}
