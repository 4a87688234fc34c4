import { dirname } from "node:path";
import { absenceOf, absenceSentences } from "@/lib/store/absence";
import type { Database } from "@/lib/store/connection/client";
import { locateDatabase } from "@/lib/store/connection/location";
import { storeLimits } from "@/lib/store/limits";
import { lookAtMigrations } from "@/lib/store/migrations/look-at-migrations";
import { changedSentence } from "@/lib/store/migrations/migration-checksums";
import { freeBytes } from "./free-bytes";

/** What keeps this process from serving, as a sentence; null when nothing does. */
export async function checkReadiness(
  db: Database,
  dataDir: string,
  free: typeof freeBytes = freeBytes,
): Promise<string | null> {
  const location = locateDatabase(db.url);
  const folders = location.kind === "sqlite" ? [dirname(location.file), dataDir] : [dataDir];
  for (const folder of folders) {
    const bytes = await free(folder);
    if (bytes !== null && bytes < storeLimits.leastFreeBytes) {
      return `The disk of ${folder} is full: ${bytes} bytes are free.`;
    }
  }
  try {
    const { missing, changed } = await lookAtMigrations(db);
    if (changed.length > 0) return `The database is another build's. ${changedSentence(changed)}`;
    return missing.length === 0 ? null : `The database lacks the migrations ${missing.join(", ")}.`;
  } catch (error) {
    const absence = absenceOf(error);
    if (absence !== null && absence !== "away") return absenceSentences[absence];
    return "The database does not answer, or was never migrated.";
  }
}
