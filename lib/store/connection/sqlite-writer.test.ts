import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { holdLock } from "@/lib/testing/faults/hold-lock";
import { countStatements } from "@/lib/testing/statements";
import { type Database, openDatabase } from "./client";
import { toColumn } from "./json-column";
import { isUniqueViolation } from "./unique-violation";

const at = new Date("2026-11-28T10:00:00.000Z");
const ended = (runId: string) => ({ runId, endedAt: at });
/** Lets the event loop turn once, as whatever waits for a file or a client does. */
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the writer of a SQLite file", () => {
  let db: Database;
  beforeEach(async () => {
    db = await testDatabase();
  });

  const ids = async () => (await db.prisma.endedRun.findMany()).map(({ runId }) => runId).sort();
  const write = (runId: string) => db.write((rows) => rows.insert("EndedRun", [ended(runId)]));

  it("gives what is written at the same moment one transaction", async () => {
    await write("warm");
    using statements = countStatements();
    await Promise.all(["a", "b", "c"].map(write));
    expect(statements.commits).toBe(1);
    expect(await ids()).toEqual(["a", "b", "c", "warm"]);
  });

  it("lets one fail without the others", async () => {
    await write("a");
    const outcomes = await Promise.allSettled([
      write("b"),
      db.write(async (rows) => {
        await rows.insert("EndedRun", [ended("lost")]);
        await rows.insert("EndedRun", [ended("a")]);
      }),
      db.write(async (rows) => {
        await rows.insert("EndedRun", [ended("lost, too")]);
        throw new Error("no");
      }),
      write("c"),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected", "fulfilled"]);
    const [, second] = outcomes;
    expect(second?.status === "rejected" && isUniqueViolation(second.reason)).toBe(true);
    expect(await ids()).toEqual(["a", "b", "c"]);
  });

  it("leaves nothing of one that fails alone", async () => {
    const failing = db.write(async (rows) => {
      await rows.insert("EndedRun", [ended("lost")]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await ids()).toEqual([]);
    await write("a");
    expect(await ids()).toEqual(["a"]);
  });

  it("takes turns with Prisma's transactions, and neither sees what the other has not committed", async () => {
    const order: string[] = [];
    const slow = db.transaction(async (tx) => {
      await tx.endedRun.create({ data: ended("prisma") });
      await turn();
      order.push("prisma");
    });
    const quick = db.write(async (rows) => {
      expect(await rows.find("EndedRun", { runId: "prisma" })).toHaveLength(1);
      order.push("writer");
    });
    await Promise.all([slow, quick]);
    expect(order).toEqual(["prisma", "writer"]);
  });

  it("reads back what Prisma wrote, and Prisma what it wrote, to the last value", async () => {
    const row = {
      id: "hold_1",
      condition: { provider: "sandbox", more: [1, 2.5, null, "x"] },
      why: "ä",
      madeBy: { kind: "user", id: "u" },
      madeAt: at,
      until: null,
      endedAt: null,
      endedBy: null,
      endedWhy: null,
    };
    const { endedBy: _, ...written } = row;
    await db.prisma.hold.create({ data: written });
    const [found] = await db.write((rows) => rows.find("Hold", { id: "hold_1" }));
    expect(found).toEqual(row);
    const headers = { "content-type": "application/json", of: [1, null, { $type: "Json" }] };
    const kept = {
      principalId: "p",
      key: "k",
      requestHash: "h",
      runId: null,
      status: 200,
      body: "ä",
      createdAt: at,
    };
    await db.write((rows) => rows.insert("IdempotencyRecord", [{ ...kept, headers: toColumn(headers) }]));
    expect(await db.prisma.idempotencyRecord.findMany({ where: { createdAt: at } })).toEqual([
      { ...kept, headers },
    ]);
  });

  it("commits what was given before it was closed, and does not open the file again for what comes later", async () => {
    const other = await openDatabase(db.url);
    const writing = other.write((rows) => rows.insert("EndedRun", [ended("a")]));
    await other.close();
    await writing;
    const later = other.write((rows) => rows.insert("EndedRun", [ended("b")]));
    await expect(later).rejects.toThrow("The database is closed.");
    expect(await ids()).toEqual(["a"]);
  });

  it("waits for another process that has the file locked, and holds nobody up meanwhile", async () => {
    await write("a");
    const { free, letGo } = await holdLock(db.url.slice("file:".length), 10_000);
    const writing = write("b");
    await turn();
    expect(await ids()).toEqual(["a"]);
    letGo();
    await free;
    await writing;
    expect(await ids()).toEqual(["a", "b"]);
  });
});
