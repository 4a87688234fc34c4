import type { Database } from "@/lib/store/connection/client";
import { until } from "./until";

/** How long everything may take to come to rest after the last crash, in milliseconds. */
const patience = 180_000;

/** Waits until every run waits for a person or has ended. */
export async function restOfAll(db: Database): Promise<void> {
  let moving: string[] = [];
  const isSo = async () => {
    const rows = await db.prisma.run.findMany({
      where: { status: { in: ["queued", "running"] } },
      select: { id: true, status: true, step: true },
    });
    moving = rows.map(({ id, status, step }) => `${id} is ${status} at ${step}`);
    return moving.length === 0;
  };
  // A run that is stuck is found and named by the checks.
  await until("every run comes to rest", patience, isSo).catch(() => undefined);
}
