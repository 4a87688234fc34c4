import type { Database } from "@/lib/store/client";
import { changedSentence } from "@/lib/store/migration-checksums";
import { lookAtMigrations } from "./look-at-migrations";

/** What keeps this process from serving, as a sentence; null when nothing does. */
export async function checkReadiness(db: Database): Promise<string | null> {
  try {
    const { missing, changed } = await lookAtMigrations(db);
    if (changed.length > 0) return `The database is another build's. ${changedSentence(changed)}`;
    return missing.length === 0 ? null : `The database lacks the migrations ${missing.join(", ")}.`;
  } catch {
    return "The database does not answer, or was never migrated.";
  }
}
