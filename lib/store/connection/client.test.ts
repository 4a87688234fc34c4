import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdLock } from "@/lib/testing/faults/hold-lock";
import { type Database, openDatabase } from "./client";
import { locateDatabase } from "./location";
import { serialSqlite } from "./serial-adapter";

let folder: string;
let database: Database;

const setting = (key: string) => ({
  key,
  value: { of: key },
  updatedAt: new Date("2026-11-22T10:20:30.456Z"),
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "countersign-store-"));
  database = await openDatabase(`file:${folder}/deep/er/store.db`);
  await database.prisma.$executeRawUnsafe(
    'CREATE TABLE "Setting" ("key" TEXT NOT NULL PRIMARY KEY, "value" JSONB NOT NULL, "updatedAt" DATETIME NOT NULL)',
  );
});

afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A transaction that has written `key` and stays open until `end` is called. */
function heldTransaction(key: string, outcome: "commit" | "rollback") {
  let end: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  let markWritten: () => void = () => {};
  const written = new Promise<void>((resolve) => {
    markWritten = resolve;
  });
  const done = database
    .transaction(async (tx) => {
      await tx.setting.create({ data: setting(key) });
      markWritten();
      await held;
      if (outcome === "rollback") throw new Error("rolled back");
    })
    .catch((error: Error) => error.message);
  return { written, end, done };
}

describe("the SQLite client", () => {
  it("does not hold up the process with a chain of statements and work between them", async () => {
    let turns = 0;
    let chained = true;
    const turn = () => {
      turns += 1;
      if (chained) setImmediate(turn);
    };
    setImmediate(turn);
    for (let link = 0; link < 10; link++) {
      await database.prisma.setting.findFirst();
      for (const end = performance.now() + 30; performance.now() < end; );
    }
    chained = false;
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  it("does not hold up the process while another one has the file locked", async () => {
    const held = await holdLock(`${folder}/deep/er/store.db`, 60_000);
    // Held up, the process would come to a beat or two before it gives up.
    let beats = 0;
    const beating = setInterval(() => {
      beats += 1;
      if (beats > 8) held.letGo();
    }, 10);
    await Promise.all([
      database.prisma.setting.create({ data: setting("plain") }),
      database.transaction((tx) => tx.setting.create({ data: setting("transaction") })),
    ]);
    clearInterval(beating);
    expect(await database.prisma.setting.count()).toBe(2);
  });

  it("waits for no lock that stands too long, and works again when it is gone", async () => {
    const file = `${folder}/deep/er/store.db`;
    const connection = await serialSqlite(file, 300).connect();
    const write = () =>
      connection.executeRaw({ sql: 'UPDATE "Setting" SET "key" = "key"', args: [], argTypes: [] });
    const held = await holdLock(file, 60_000);
    const locked = expect.objectContaining({ cause: expect.objectContaining({ kind: "SocketTimeout" }) });
    await expect(write()).rejects.toEqual(locked);
    const late = Date.now();
    for (let tries = 0; tries < 20; tries++) await expect(write()).rejects.toEqual(locked);
    // Each waiting anew would be six seconds.
    expect(Date.now() - late).toBeLessThan(3_000);
    held.letGo();
    await held.free;
    await write();
    await connection.dispose();
  });

  it("keeps a write from outside when a concurrent transaction rolls back", async () => {
    const transaction = heldTransaction("inside", "rollback");
    await transaction.written;
    const outside = database.prisma.setting.create({ data: setting("outside") });
    transaction.end();
    await expect(transaction.done).resolves.toBe("rolled back");
    await outside;
    const rows = await database.prisma.setting.findMany();
    expect(rows.map((row) => row.key)).toEqual(["outside"]);
  });

  it("does not show uncommitted rows to a read from outside", async () => {
    const transaction = heldTransaction("inside", "rollback");
    await transaction.written;
    const outside = database.prisma.setting.count();
    transaction.end();
    await transaction.done;
    expect(await outside).toBe(0);
  });

  it("lets two clients of one file queue up", async () => {
    const second = await openDatabase(`file:${folder}/deep/er/store.db`);
    const transaction = heldTransaction("first", "commit");
    await transaction.written;
    const other = second.transaction((tx) => tx.setting.create({ data: setting("second") }));
    transaction.end();
    await transaction.done;
    await other;
    expect(await second.prisma.setting.count()).toBe(2);
    await second.close();
  });

  it("serves in the order of arrival", async () => {
    const order: string[] = [];
    const transaction = heldTransaction("first", "commit");
    await transaction.written;
    const waiting = ["a", "b", "c"].map((key) =>
      database
        .transaction((tx) => tx.setting.create({ data: setting(key) }))
        .then(() => {
          order.push(key);
        }),
    );
    transaction.end();
    await Promise.all(waiting);
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("serves a look-up from outside that comes in the same moment as one inside a transaction", async () => {
    await database.prisma.setting.create({ data: setting("here") });
    const look = (client: Pick<typeof database.prisma, "setting">) =>
      client.setting.findUnique({ where: { key: "here" } });
    const found = await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        number % 2 === 0 ? look(database.prisma) : database.transaction((tx) => look(tx)),
      ),
    );
    expect(found.every((row) => row?.key === "here")).toBe(true);
  });

  it("goes on after a COMMIT that failed", async () => {
    await database.prisma.$executeRawUnsafe(
      'CREATE TABLE "child" ("of" TEXT REFERENCES "Setting"("key") DEFERRABLE INITIALLY DEFERRED)',
    );
    await expect(
      database.transaction((tx) => tx.$executeRawUnsafe(`INSERT INTO "child" VALUES ('nobody')`)),
    ).rejects.toThrow();
    await database.transaction((tx) => tx.setting.create({ data: setting("next") }));
    expect(await database.prisma.setting.count()).toBe(1);
    expect(await database.prisma.$queryRawUnsafe('SELECT * FROM "child"')).toEqual([]);
  });

  it("rolls back a transaction that outlives its time and serves the next one", async () => {
    const late = database.prisma.$transaction(
      async (tx) => {
        await tx.setting.create({ data: setting("late") });
        await database.prisma.setting.create({ data: setting("next") });
        return tx.setting.count();
      },
      { timeout: 50 },
    );
    await expect(late).rejects.toThrow("expired transaction");
    const rows = await database.prisma.setting.findMany();
    expect(rows.map((row) => row.key)).toEqual(["next"]);
  });

  it("undoes a nested transaction alone", async () => {
    await database.transaction(async (tx) => {
      await tx.setting.create({ data: setting("kept") });
      await tx
        .$transaction(async (inner) => {
          await inner.setting.create({ data: setting("undone") });
          throw new Error("inner");
        })
        .catch(() => {});
    });
    const rows = await database.prisma.setting.findMany();
    expect(rows.map((row) => row.key)).toEqual(["kept"]);
  });

  it("gives timestamps back as dates with milliseconds", async () => {
    await database.prisma.setting.create({ data: setting("time") });
    const row = await database.prisma.setting.findUniqueOrThrow({ where: { key: "time" } });
    expect(row.updatedAt).toEqual(new Date("2026-11-22T10:20:30.456Z"));
  });

  it("writes durably: WAL, synchronous FULL, foreign keys on", async () => {
    const pragma = async (name: string) =>
      Object.values((await database.prisma.$queryRawUnsafe<object[]>(`PRAGMA ${name}`))[0] ?? {})[0];
    expect(await pragma("journal_mode")).toBe("wal");
    expect(Number(await pragma("synchronous"))).toBe(2);
    expect(Number(await pragma("foreign_keys"))).toBe(1);
  });
});

describe("a database URL", () => {
  it("is refused with what is accepted", () => {
    expect(() => locateDatabase("mysql://host/db")).toThrow("file: (SQLite) or postgresql://");
  });
});
