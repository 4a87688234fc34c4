import type { Page } from "@/lib/contracts/run";

/** Every row of a list that is short enough to be read whole. */
export async function allPages<Row>(
  load: (query: { limit: number; cursor: string | undefined }) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await load({ limit: 200, cursor });
    rows.push(...page.data);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return rows;
}
