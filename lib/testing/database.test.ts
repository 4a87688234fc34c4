import { expect, it } from "vitest";
import { databaseKinds, seededDatabase, testDatabase } from "./database";
import { TestEngine } from "./engine";

it("gives each caller an empty database of its own", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  await one.prisma.setting.create({ data: { key: "a", value: 1, updatedAt: new Date() } });
  expect(await one.prisma.setting.count()).toBe(1);
  expect(await other.prisma.setting.count()).toBe(0);
});

it.each(databaseKinds)("gives what a start brings, so that none writes it again (%s)", async (kind) => {
  const db = await seededDatabase(kind);
  expect(await db.prisma.model.count()).toBeGreaterThan(10);
  const settings = () => db.prisma.setting.findMany();
  const before = await settings();
  await using _ = await TestEngine.start({ db });
  expect(await settings()).toEqual(before);
});
