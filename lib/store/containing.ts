import type { Prisma } from "./client";
import type { DatabaseKind } from "./location";

/**
 * Texts that contain `text`, in upper or lower case.
 * Guarantee: the types are SQLite's, which lack `mode`, and Postgres' client takes it; SQLite's own LIKE ignores case.
 */
export function containing(kind: DatabaseKind, text: string): Prisma.StringFilter {
  const filter = kind === "postgres" ? { contains: text, mode: "insensitive" } : { contains: text };
  return filter as Prisma.StringFilter;
}
