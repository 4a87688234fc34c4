import type { RunState } from "@/lib/core/state";
import type { Database } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";
import type { ApiClient } from "./api-client";
import { until } from "./until";

/** How long everything may take to come to rest after the last crash, in milliseconds. */
const patience = 60_000;

/** Waits until every run waits for a person or has ended. */
export async function restOfAll(db: Database, api: ApiClient): Promise<void> {
  await endEscalations(db, api);
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

/** A question that is asked anew every second never rests: it is answered. */
async function endEscalations(db: Database, api: ApiClient): Promise<void> {
  const rows = await db.prisma.run.findMany({ where: { status: "awaiting_human" }, select: { state: true } });
  const states = rows.map(({ state }) => fromColumn<RunState>(state));
  for (const { run_id, policy } of states) {
    if (policy.on_timeout === "escalate") await api.decide(run_id, "reject");
  }
}
