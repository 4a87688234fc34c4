import type { Database } from "./client";

/** A statement with `?` for each value, as the database writes them. */
export function asked({ kind }: Pick<Database, "kind">, sql: string): string {
  if (kind === "sqlite") return sql;
  let number = 0;
  return sql.replaceAll("?", () => `$${++number}`);
}
