import { describe, expect, it } from "vitest";
import { asksForBinding } from "@/lib/store/decision-settings";
import { testAdmin } from "@/lib/testing/app";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { requesterRita, TestEngine } from "@/lib/testing/engine";
import { addRule } from "@/lib/testing/rules";
import { deleteRule } from "./delete-rule";
import { seedFirstRules } from "./first-rules";
import { listRules } from "./list-rules";

const now = new Date();

describe.each(databaseKinds)("the first rules on %s", (on) => {
  it("are made once in an empty database, also by two instances that start together", async () => {
    const db = await testDatabase(on);
    const seeded = await Promise.all([seedFirstRules(db, now), seedFirstRules(db, now)]);
    expect(seeded.toSorted()).toEqual([false, true]);
    expect(await asksForBinding(db.prisma)).toBe(true);
    const { data } = await listRules({ db }, testAdmin, { limit: 50 }, now);
    expect(data.map(({ order, when, demand }) => ({ order, when, demand }))).toEqual([
      { order: 1, when: { role: "admin" }, demand: { skip: true } },
      {
        order: 2,
        when: { cost_over_usd: 0 },
        demand: { policy: "require_human", allowed_steps: ["payload_review"] },
      },
    ]);
  });

  it("never come to an installation that somebody uses already, nor come back once they were deleted", async () => {
    const db = await testDatabase(on);
    const rule = await addRule(db, { demand: { policy: "require_human" } });
    expect(await seedFirstRules(db, now)).toBe(false);
    await deleteRule({ db }, testAdmin, rule.id, {}, new Date());
    expect(await seedFirstRules(db, now)).toBe(false);
    await using world = await TestEngine.start({ on });
    await world.createOnly({}, requesterRita);
    expect(await seedFirstRules(world.db, now)).toBe(false);
    expect(await asksForBinding(world.db.prisma)).toBe(false);
  });
});
