import { expect, test } from "vitest";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { checkReadiness } from "./check-readiness";

test.each(databaseKinds)("an instance whose disk is full is never ready (%s)", async (kind) => {
  const db = await testDatabase(kind);
  expect(await checkReadiness(db, ".", async () => 1024)).toContain("is full: 1024 bytes are free");
  expect(await checkReadiness(db, ".", async () => null)).toBeNull();
  expect(await checkReadiness(db, ".")).toBeNull();
});
