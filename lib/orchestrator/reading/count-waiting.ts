import type { Waiting } from "@/lib/contracts/run";
import { countRuns } from "@/lib/store/runs/counts";
import type { Context } from "../context";

/** How many runs wait for a person: as many as the inbox holds, without those whose decision waits to go out. */
export async function countWaiting({ db }: Context): Promise<Waiting> {
  return { waiting: await countRuns(db.prisma, "awaiting_human") };
}
