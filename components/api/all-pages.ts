import type { Page } from "@/lib/contracts/run";
import { query, request } from "./request";

/** Every row of a list that is short enough to be read whole. */
export async function allPages<Row>(path: string, signal?: AbortSignal): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await request<Page<Row>>(`${path}${query({ limit: 200, cursor })}`, { signal });
    rows.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return rows;
}
