import { expect, it } from "vitest";
import { testDatabase } from "./database";

it("gives each caller an empty database of its own", async () => {
  const [one, other] = await Promise.all([testDatabase(), testDatabase()]);
  await one.prisma.setting.create({ data: { key: "a", value: 1, updatedAt: new Date() } });
  expect(await one.prisma.setting.count()).toBe(1);
  expect(await other.prisma.setting.count()).toBe(0);
});
