import { cache } from "react";
import { GET as listRuns } from "@/app/api/hitl/runs/route";
import { GET as countWaiting } from "@/app/api/hitl/runs/waiting/route";
import { keys } from "@/components/api/keys";
import { answerOf, type First } from "./first-data";

const query = { status: "awaiting_human", sort: "expires_at", limit: 50 } as const;

/** The first of what waits, the next due first; asked once for a page and its frame. */
export const firstWaiting = cache(() => answerOf("GET /api/hitl/runs", listRuns, { query }));

/** What the frame of every page shows of what waits: the list as far as it is read, and how many there are. */
export async function waitingToShow(): Promise<First[]> {
  const page = await firstWaiting();
  if (page === null) return [];
  const list = { key: keys.waiting, data: { runs: page.data, next: page.next_cursor } };
  if (page.next_cursor === null) return [list];
  return [
    list,
    { key: keys.waitingNumber, data: await answerOf("GET /api/hitl/runs/waiting", countWaiting, {}) },
  ];
}
