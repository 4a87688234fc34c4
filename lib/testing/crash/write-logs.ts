import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Database } from "@/lib/store/connection/client";

/** Writes the logs of the runs that faults name into `runs.txt`, because a Postgres database ends with the test. */
export async function writeLogs(db: Database, faults: string[], folder: string): Promise<void> {
  const ids = [...new Set(faults.flatMap((fault) => fault.match(/run_[0-9a-z]{20}/g) ?? []))];
  const events = await db.prisma.runEvent.findMany({
    where: { runId: { in: ids } },
    orderBy: [{ runId: "asc" }, { seq: "asc" }],
  });
  const lines = events.map(({ runId, at, type, step, status, message }) =>
    [runId, at.toISOString(), type, step, status, message].join("  "),
  );
  writeFileSync(join(folder, "runs.txt"), [...faults, "", ...lines, ""].join("\n"));
}
