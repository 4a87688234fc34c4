import type { Database } from "@/lib/store/connection/client";

/** The databases that the tests of this file were given and nobody has closed yet. */
export const openDatabases = new Set<Database>();

/** Closes and removes what `testDatabase` gave and nobody closed. */
export async function closeTestDatabases(): Promise<void> {
  for (const database of [...openDatabases]) await database.close();
}
