import { open } from "node:fs/promises";
import { expect, test } from "vitest";
import { hashPassword, verifyPassword } from "./passwords";

test("many passwords at once leave threads for everything else", async () => {
  let hashed = 0;
  const hashes = Array.from({ length: 12 }, () =>
    hashPassword("correct horse battery").then(() => {
      hashed += 1;
    }),
  );
  // Opening a file takes a thread of the same four.
  for (let files = 0; files < 5; files++) await (await open(import.meta.filename)).close();
  expect(hashed).toBeLessThan(8);
  await Promise.all(hashes);
  expect(hashed).toBe(12);
});

test("a password is known by its hash, and no other is", async () => {
  const hash = await hashPassword("correct horse battery");
  expect(await verifyPassword({ hash, password: "correct horse battery" })).toBe(true);
  expect(await verifyPassword({ hash, password: "another horse battery" })).toBe(false);
});
