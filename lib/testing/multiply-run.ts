import type { Database } from "@/lib/store/connection/client";

/**
 * Copies a run on SQLite `count` times with all that belongs to it, its jobs too: for what must stay quick however
 * many there are.
 */
export async function multiplyRun({ prisma }: Database, runId: string, count: number): Promise<void> {
  /** The run's id becomes another in every column; the columns of `named`, which know nothing of it, get a number. */
  const copyRows = async (table: string, where: string, named: string[] = []) => {
    const info = await prisma.$queryRawUnsafe<{ name: string }[]>(`PRAGMA table_info("${table}")`);
    const columns = info.map(({ name }) => name).filter((name) => table !== "RunEvent" || name !== "id");
    const copied = columns.map((name) =>
      named.includes(name) ? `"${name}" || '_' || n` : `replace("${name}", '${runId}', '${runId}_' || n)`,
    );
    await prisma.$executeRawUnsafe(
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
       INSERT INTO "${table}" (${columns.map((name) => `"${name}"`).join(", ")})
       SELECT ${copied.join(", ")} FROM (SELECT * FROM "${table}" WHERE ${where}), numbers`,
    );
  };
  await copyRows("Run", `"id" = '${runId}'`);
  const own = `"runId" = '${runId}'`;
  await copyRows("SearchText", own);
  await copyRows("RunEvent", own);
  await copyRows("PayloadRevision", own);
  await copyRows("Review", own, ["id", "token"]);
  await copyRows("Attempt", own, ["providerId"]);
  await copyRows("Job", `"payload" LIKE '%${runId}%'`, ["id", "key"]);
}
