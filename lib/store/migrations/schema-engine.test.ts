import { expect, test, vi } from "vitest";
import { sqliteDrift } from "./schema-drift";

test("the schema engine serves every copy of its module: one process may have two", async () => {
  expect(await sqliteDrift()).toBe("");
  vi.resetModules();
  const copy = await import("./schema-drift");
  for (let n = 0; n < 5; n++) {
    expect(await copy.sqliteDrift()).toBe("");
    expect(await sqliteDrift()).toBe("");
  }
});
