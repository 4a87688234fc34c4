import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { databaseKinds, testDatabase } from "@/lib/testing/database";
import { fromColumn, jsonTextOf, toColumn } from "./json-column";
import { readRows } from "./rows";

const updatedAt = new Date("2026-01-01T00:00:00Z");

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** What this process holds that is still of use, in MiB. */
async function held(): Promise<number> {
  // What a buffer filled is given back a moment after it was collected.
  collectGarbage();
  await nextTurn();
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

const manyLetters = (at: number) => `${at}${"x".repeat(2 ** 20)}`;

describe.each(databaseKinds)("a Json column (%s)", (on) => {
  test.each([
    { seed: 18446744073709551615n, list: [-9007199254740993n, { a: 1n }] },
    { $integer: "5", a: 1 },
    { $integer: "5" },
    { $integer: 18446744073709551615n },
    [{ $$integer: { $integer: "18446744073709551615" } }, { $integer: null }],
    { inner: { $integer: "x" }, "": [] },
    { $type: "DateTime", value: "no date" },
    { inner: { $type: "Json", value: "no JSON" } },
    { __prismaRawParameters__: true, values: "1" },
    ["", { __prismaRawParameters__: true, values: "1" }],
    "a text",
    5e-324,
    18446744073709551615n,
    false,
  ])("does not give %o back as something else", async (value) => {
    const { prisma } = await testDatabase(on);
    await prisma.setting.create({ data: { key: "a", value: toColumn(value), updatedAt } });
    const row = await prisma.setting.findUniqueOrThrow({ where: { key: "a" } });
    expect(fromColumn(row.value)).toEqual(value);
  });

  test.each<[string, (at: number) => Json]>([
    ["a text", manyLetters],
    ["an object that looks like Prisma's own", (at) => ({ $type: "Raw", value: manyLetters(at) })],
    ["an object", (at) => ({ text: manyLetters(at) })],
    ["a list", (at) => [manyLetters(at)]],
  ])("does not leave %s that was written in memory", async (_, draw) => {
    const { prisma } = await testDatabase(on);
    const write = (at: number) =>
      prisma.setting.upsert({
        where: { key: "a" },
        create: { key: "a", value: toColumn(draw(at)), updatedAt },
        update: { value: toColumn(draw(at)) },
      });
    await write(0);
    const before = await held();
    for (let at = 1; at <= 20; at++) await write(at);
    // Half of what was written: other tests of this process leave a little behind meanwhile.
    expect((await held()) - before).toBeLessThan(10);
  });
});

test("a value that holds none of it is not copied when it is read", () => {
  const value = { a: [1, { b: "x" }] };
  expect(fromColumn(value)).toBe(value);
});

test("a text is known that another copy of this module made, as a bundler copies it", async () => {
  vi.resetModules();
  const copy = await import("./json-column");
  expect(copy.toColumn).not.toBe(toColumn);
  expect(jsonTextOf(copy.toColumn({ a: 1 }))).toBe('{"a":1}');
  expect(jsonTextOf({ text: "x" })).toBeNull();
});

test("a value is kept as it is by a client that was extended, too", async () => {
  const { prisma } = await testDatabase("sqlite");
  const extended = prisma.$extends({ query: { $allOperations: ({ args, query }) => query(args) } });
  await extended.setting.create({ data: { key: "k", value: toColumn({ a: [1] }), updatedAt } });
  expect((await prisma.setting.findUniqueOrThrow({ where: { key: "k" } })).value).toEqual({ a: [1] });
});

test("rows are read by the client that another copy of the modules opened", async () => {
  const { prisma } = await testDatabase("sqlite");
  vi.resetModules();
  const copy = await import("./rows");
  const { knownRun } = await import("../runs/known-runs");
  expect(copy.readRows(prisma)).toBe(readRows(prisma));
  expect(knownRun(prisma, "run_none")).toBeNull();
});
