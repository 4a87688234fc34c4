import type { Database } from "../connection/client";
import { compareMigrations, type FinishedMigration, type MigrationState } from "./migration-checksums";

/** How the database stands to the migrations on disk; throws when it does not answer. */
export async function lookAtMigrations(db: Database): Promise<MigrationState> {
  const finished = await db.prisma.$queryRaw<FinishedMigration[]>`
    SELECT migration_name AS name, checksum FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return compareMigrations(db.kind, finished);
}
