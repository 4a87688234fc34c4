import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type PostgresServer, startPostgres } from "@/lib/testing/postgres";
import { type Database, openDatabase } from "../connection/client";
import { migrate } from "./migrate";
import { migrationNames } from "./migrations";
import { postgresDrift, sqliteDrift } from "./schema-drift";

const addNewer =
  "INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('newer', 'x', '29990101000000_newer', CURRENT_TIMESTAMP)";

describe("migrating SQLite", () => {
  let folder: string;
  let url: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "countersign-migrate-"));
    url = `file:${folder}/countersign.db`;
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes the database, then finds nothing to do", async () => {
    expect((await migrate(url)).applied).toEqual(migrationNames("sqlite"));
    expect((await migrate(url)).applied).toEqual([]);
  });

  it("applies once when asked twice at the same time", async () => {
    const outcomes = await Promise.all([migrate(url), migrate(url)]);
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(migrationNames("sqlite"));
  });

  it("keeps what the database holds", async () => {
    await migrate(url);
    const database = await openDatabase(url);
    await database.prisma.setting.create({ data: { key: "kept", value: 1, updatedAt: new Date() } });
    // As if the newest migration were new: its row is gone, and so are its tables but this one.
    await database.prisma.$executeRawUnsafe("DELETE FROM _prisma_migrations");
    await database.close();
    await expect(migrate(url)).rejects.toThrow();
    const again = await openDatabase(url);
    expect(await again.prisma.setting.count()).toBe(1);
    await again.close();
    expect(readdirSync(folder).filter((name) => name.includes("migrating"))).toEqual([]);
  });

  it("starts over after a crash halfway", async () => {
    writeFileSync(join(folder, "countersign.db.migrating"), "half of a copy");
    expect((await migrate(url)).applied).toEqual(migrationNames("sqlite"));
  });

  it("does not start on a database that a newer build has changed", async () => {
    await migrate(url);
    const database = await openDatabase(url);
    await database.prisma.$executeRawUnsafe(addNewer);
    await database.close();
    await expect(migrate(url)).rejects.toThrow(/newer Countersign has changed it.*29990101000000_newer/);
  });

  it("has migrations that equal the schema", async () => {
    expect(await sqliteDrift()).toBe("");
  });
});

describe("migrating PostgreSQL", () => {
  let server: PostgresServer;
  let database: Database | undefined;

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterEach(async () => {
    await database?.close();
    database = undefined;
  });
  afterAll(() => server.stop());

  it("makes the tables once, though two instances start at the same time", async () => {
    const url = await server.createDatabase();
    const outcomes = await Promise.all([migrate(url), migrate(url)]);
    expect(outcomes.flatMap(({ applied }) => applied)).toEqual(migrationNames("postgres"));
    expect((await migrate(url)).applied).toEqual([]);
  });

  it("does not start on a database that a newer build has changed", async () => {
    const url = await server.createDatabase();
    await migrate(url);
    database = await openDatabase(url);
    await database.prisma.$executeRawUnsafe(addNewer);
    await expect(migrate(url)).rejects.toThrow(/newer Countersign has changed it/);
  });

  it("has migrations that equal the schema, named as SQLite's", async () => {
    expect(await postgresDrift(await server.createDatabase())).toBe("");
    expect(migrationNames("postgres")).toEqual(migrationNames("sqlite"));
  });

  it("serves the same client: dates with milliseconds, JSON, transactions", async () => {
    const url = await server.createDatabase();
    await migrate(url);
    database = await openDatabase(url);
    const updatedAt = new Date("2026-11-22T10:20:30.456Z");
    await database.transaction((tx) =>
      tx.setting.create({ data: { key: "a", value: { b: [1, "c"] }, updatedAt } }),
    );
    await expect(
      database.transaction(async (tx) => {
        await tx.setting.create({ data: { key: "gone", value: 1, updatedAt } });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    expect(await database.prisma.setting.findMany()).toEqual([
      { key: "a", value: { b: [1, "c"] }, updatedAt },
    ]);
  });
});
