import { describe, expect, it } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { databaseKinds } from "@/lib/testing/database";
import { reviewerAnn, TestEngine } from "@/lib/testing/engine";
import { listRuns } from "./list-runs";

describe.each(databaseKinds)("the list of runs (%s)", (on) => {
  it("finds a word of the prompt in upper or lower case", async () => {
    await using world = await TestEngine.start({ on });
    const { run_id } = await world.create({ prompt: "A red Bicycle" });
    await world.create({ prompt: "A blue boat" });
    for (const q of ["bicycle", "BICYCLE", run_id]) {
      const { data } = await listRuns(world.context, reviewerAnn, ListRuns.parse({ q }));
      expect(data.map((run) => run.run_id)).toEqual([run_id]);
    }
  });

  it("goes on where a page ended, in either direction", async () => {
    await using world = await TestEngine.start({ on });
    const created: string[] = [];
    for (let n = 0; n < 5; n++) created.push((await world.create()).run_id);
    for (const sort of ["created_at", "-created_at", "expires_at"] as const) {
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const query = ListRuns.parse({ sort, limit: 2, ...(cursor ? { cursor } : {}) });
        const page = await listRuns(world.context, reviewerAnn, query);
        seen.push(...page.data.map((run) => run.run_id));
        cursor = page.next_cursor;
      }
      expect(seen).toEqual(sort.startsWith("-") ? created.toReversed() : created);
    }
  });
});
