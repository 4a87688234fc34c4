import type { Database } from "@/lib/store/client";
import { migrationNames } from "@/lib/store/migrations";

/** The names of the migrations that the database has and of those it lacks; throws when it does not answer. */
export async function lookAtMigrations(db: Database): Promise<{ applied: number; missing: string[] }> {
  const rows = await db.prisma.$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const applied = new Set(rows.map((row) => row.migration_name));
  return { applied: applied.size, missing: migrationNames(db.kind).filter((name) => !applied.has(name)) };
}
