import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import type { Database } from "./client";
import { toColumn } from "./json-column";
import type { Rows } from "./rows";
import { isUniqueViolation } from "./unique-violation";

const at = new Date("2026-11-28T10:20:30.456Z");
const ended = (runId: string) => ({ runId, endedAt: at });

describe("the writer of PostgreSQL", () => {
  let db: Database;
  beforeEach(async () => {
    db = await testDatabase("postgres");
  });
  afterEach(() => db.close());

  const stored = async () => (await db.prisma.endedRun.findMany()).map(({ runId }) => runId).sort();

  it("takes one round trip for a transaction of which nobody needs an answer", async () => {
    const write = (runId: string) =>
      db.write(async (rows) => {
        await rows.insert("EndedRun", [ended(runId)]);
        await rows.change("EndedRun", { runId }, { endedAt: new Date(0) }, () => new Error("none"));
      });
    await write("a");
    using statements = countStatements();
    await write("b");
    expect(statements).toMatchObject({ roundTrips: 1, commits: 1 });
    expect(await stored()).toEqual(["a", "b"]);
  });

  it("keeps nothing of a transaction in which something goes wrong, and says what went wrong first", async () => {
    await db.write((rows) => rows.insert("EndedRun", [ended("taken")]));
    const insert = (rows: Rows, runId: string) => rows.insert("EndedRun", [ended(runId)]);
    const gone = () => new Error("it is gone");
    const wrong: [(rows: Rows) => Promise<unknown>, string][] = [
      [(rows) => rows.insert("EndedRun", [ended("taken")], () => new Error("it is taken")), "it is taken"],
      [(rows) => rows.change("EndedRun", { runId: "none" }, { endedAt: at }, gone), "it is gone"],
      [() => Promise.reject(new Error("not now")), "not now"],
      [(rows) => rows.tell("SELECT $1", [{ no: "column" }]), "A column cannot hold a value of type object"],
    ];
    for (const [one, says] of wrong) {
      // Whether it is found at the commit or by who needs an answer before.
      await expect(
        db.write(async (rows) => {
          await insert(rows, "before");
          await one(rows);
          await insert(rows, "after");
        }),
      ).rejects.toThrow(says);
      await expect(
        db.write(async (rows) => {
          await one(rows);
          await rows.find("EndedRun", {});
          throw new Error("something later");
        }),
      ).rejects.toThrow(says);
    }
    const refusal = await db.write((rows) => insert(rows, "taken")).catch((error) => error);
    expect(isUniqueViolation(refusal)).toBe(true);
    expect(await stored()).toEqual(["taken"]);
  });

  it("gives its connections back, whatever went wrong on them", async () => {
    for (let time = 0; time < 30; time++)
      await db.write(() => Promise.reject(new Error("not now"))).catch(() => {});
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => db.write((rows) => rows.insert("EndedRun", [ended(String(n))]))),
    );
    expect(await stored()).toHaveLength(30);
  });

  it("gives a connection that was ended back to nobody", async () => {
    const end = db.write((rows) => rows.query("SELECT pg_terminate_backend(pg_backend_pid())"));
    await expect(end).rejects.toThrow();
    for (let time = 0; time < 12; time++)
      await db.write((rows) => rows.insert("EndedRun", [ended(String(time))]));
    expect(await stored()).toHaveLength(12);
  });

  it("commits nothing where a statement could not even be sent", async () => {
    const { Client } = await import("pg");
    const { query } = Client.prototype;
    let left = 3;
    // The second insert fails on this side: the server never hears of it.
    const broken = vi.spyOn(Client.prototype, "query").mockImplementation(function (
      this: object,
      ...given: unknown[]
    ) {
      left -= 1;
      if (left === 0)
        return new Promise((_, reject) => process.nextTick(() => reject(new Error("cannot be sent"))));
      return Reflect.apply(query, this, given);
    } as never);
    const write = db.write(async (rows) => {
      await rows.insert("EndedRun", [ended("a")]);
      await rows.insert("EndedRun", [ended("b")]);
    });
    await expect(write).rejects.toThrow("cannot be sent");
    broken.mockRestore();
    expect(await stored()).toEqual([]);
  });

  it("lets one of those win who change the same row at once", async () => {
    await db.write((rows) => rows.insert("EndedRun", [ended("a")]));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        db.write((rows) =>
          rows.change(
            "EndedRun",
            { runId: "a", endedAt: at },
            { endedAt: new Date(n) },
            () => new Error("too late"),
          ),
        ),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("reads what Prisma wrote, and writes what Prisma reads", async () => {
    const kept = { principalId: "p", key: "k", requestHash: "h", createdAt: at };
    const headers = toColumn({ "content-type": "text/plain", big: 2n ** 64n, none: null });
    await db.write((rows) =>
      rows.insert("IdempotencyRecord", [{ ...kept, headers, status: 200, body: "ü “ \\ ' $1" }]),
    );
    await db.prisma.budgetUse.create({
      data: { budgetId: "b", holder: "", period: "2026-11", spentNano: 2n ** 53n, reservedNano: 1n },
    });
    for (const read of [db.prisma.idempotencyRecord.findFirst(), found("IdempotencyRecord")])
      expect(await read).toMatchObject({
        ...kept,
        status: 200,
        body: "ü “ \\ ' $1",
        headers: { "content-type": "text/plain", big: { $integer: "18446744073709551616" }, none: null },
      });
    for (const read of [db.prisma.budgetUse.findFirst(), found("BudgetUse")])
      expect(await read).toMatchObject({ spentNano: 2n ** 53n, reservedNano: 1n });
    async function found(table: "IdempotencyRecord" | "BudgetUse") {
      return db.write(async (rows) => (await rows.find(table, {}))[0]);
    }
  });

  it("goes on when a newer build adds a column to a table that it has asked before", async () => {
    const both = async () => {
      await db.write((rows) => rows.find("EndedRun", { runId: ["a", "b"] }));
      await db.write((rows) => rows.insertNew("EndedRun", { runId: "a" }, ended("a")));
    };
    await both();
    await db.prisma.$executeRawUnsafe('ALTER TABLE "EndedRun" ADD COLUMN "newer" TEXT');
    await both();
    expect(await stored()).toEqual(["a"]);
  });
});
