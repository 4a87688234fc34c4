import type { Database } from "@/lib/store/client";
import { migrationNames } from "@/lib/store/migrations";

/** What keeps this process from serving, as a sentence; null when nothing does. */
export async function checkReadiness(db: Database): Promise<string | null> {
  let applied: Set<string>;
  try {
    const rows = await db.prisma.$queryRaw<{ migration_name: string }[]>`
      SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    applied = new Set(rows.map((row) => row.migration_name));
  } catch {
    return "The database does not answer, or was never migrated.";
  }
  const missing = migrationNames(db.kind).filter((name) => !applied.has(name));
  return missing.length === 0 ? null : `The database lacks the migrations ${missing.join(", ")}.`;
}
