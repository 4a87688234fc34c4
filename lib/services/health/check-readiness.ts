import type { Database } from "@/lib/store/client";
import { lookAtMigrations } from "./look-at-migrations";

/** What keeps this process from serving, as a sentence; null when nothing does. */
export async function checkReadiness(db: Database): Promise<string | null> {
  try {
    const { missing } = await lookAtMigrations(db);
    return missing.length === 0 ? null : `The database lacks the migrations ${missing.join(", ")}.`;
  } catch {
    return "The database does not answer, or was never migrated.";
  }
}
