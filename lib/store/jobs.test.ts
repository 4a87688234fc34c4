import { expect, test } from "vitest";
import { databaseKinds } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";
import { queueFigures } from "./jobs";

test.each(databaseKinds)("what waits for later is counted and not called due (%s)", async (on) => {
  await using world = await TestEngine.start({ on });
  await world.create();
  const now = world.context.clock();
  // A run that waits for a person leaves one job: the one that ends its review in time.
  await expect
    .poll(() => queueFigures(world.db, now))
    .toEqual({ waiting: 1, running: 0, oldest_due_at: null, dead: 0 });
});
