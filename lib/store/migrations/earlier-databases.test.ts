import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { checkReadiness } from "@/lib/services/health/check-readiness";
import { Client } from "@/lib/testing/api";
import { testApp, testKey } from "@/lib/testing/app";
import { databaseKinds, emptyDatabase, testDatabase } from "@/lib/testing/database";
import { openDatabase } from "../connection/client";
import { type DatabaseKind, locateDatabase } from "../connection/location";
import { scriptingPostgres, scriptingSqlite } from "../connection/script-adapter";
import { migrate } from "./migrate";
import { migrationNames, noFilters, readMigrations, readSchema } from "./migrations";
import { type MigrationList, withSchemaEngine } from "./schema-engine";

const figures = "20261124213545_figures_by_scope";
const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

async function emptyUrl(kind: DatabaseKind): Promise<string> {
  const { url, remove } = await emptyDatabase(kind);
  removals.push(remove);
  return url;
}

/** The first so many migrations; with `older`, the figures' one as it was first committed. */
function earlier(kind: DatabaseKind, count: number, older: boolean): MigrationList {
  const list = readMigrations(kind);
  const text = readFileSync(
    join(import.meta.dirname, `../../testing/migrations/figures-by-scope-before.${kind}.sql`),
    "utf8",
  );
  return {
    ...list,
    migrationDirectories: list.migrationDirectories
      .slice(0, count)
      .map((directory) =>
        older && directory.path === figures
          ? { ...directory, migrationFile: { path: "migration.sql", content: { tag: "ok", value: text } } }
          : directory,
      ),
  };
}

function adapterOf(url: string) {
  const location = locateDatabase(url);
  return location.kind === "sqlite" ? scriptingSqlite(location.file) : scriptingPostgres(url);
}

async function apply(kind: DatabaseKind, url: string, migrationsList: MigrationList): Promise<void> {
  await withSchemaEngine(adapterOf(url), readSchema(kind), (engine) =>
    engine.applyMigrations({ migrationsList, filters: noFilters }),
  );
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const connection = await adapterOf(url).connect();
  try {
    return (await connection.queryRaw({ sql, args: [], argTypes: [] })).rows;
  } finally {
    await connection.dispose();
  }
}

/** Every table, column and index, in an order that does not depend on when each was made. */
function shapeOf(kind: DatabaseKind, url: string): Promise<unknown[][]> {
  return ask(
    url,
    kind === "sqlite"
      ? `SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name`
      : `SELECT table_name AS name, column_name || ' ' || data_type || ' ' || is_nullable AS sql
         FROM information_schema.columns WHERE table_schema = 'public'
         UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1, 2`,
  );
}

async function migrated(url: string): Promise<void> {
  await migrate(url);
  const database = await openDatabase(url);
  try {
    expect(await checkReadiness(database, ".")).toBeNull();
  } finally {
    await database.close();
  }
}

describe.each(databaseKinds)("a database of an earlier build (%s)", (kind) => {
  const names = migrationNames(kind);
  const upToFigures = names.indexOf(figures) + 1;

  test("never lacks what a new one has, whichever commit made it", async () => {
    const wanted = await shapeOf(kind, (await testDatabase(kind)).url);
    // The first, the one before, and both versions of the one that was changed.
    const commits: [number, boolean][] = [
      [1, false],
      [upToFigures - 1, false],
      [upToFigures, false],
      [upToFigures, true],
    ];
    for (const [count, older] of commits) {
      const url = await emptyUrl(kind);
      await apply(kind, url, earlier(kind, count, older));
      await migrated(url);
      expect(await shapeOf(kind, url), `${count} migrations`).toEqual(wanted);
    }
  });

  test.each([
    ["older", true, "tally", 0],
    ["newer", false, 'counts", "reviewers', 1],
  ])("keeps the figures it can, of the %s form", async (_, older, columns, kept) => {
    const url = await emptyUrl(kind);
    await apply(kind, url, earlier(kind, upToFigures, older));
    const values = columns.split(",").map(() => "'{}'");
    await ask(
      url,
      `INSERT INTO "FigureBucket" ("grain", "provider", "model", "start", "path", "version", "${columns}")
       VALUES ('hour', '', '', '2026-11-24 10:00:00', 'hitl', 1, ${values})`,
    );
    await migrated(url);
    expect(await ask(url, `SELECT "path", "version" FROM "FigureBucket"`)).toHaveLength(kept);
  });

  test("answers every address, though its migration was changed after it was applied", async () => {
    const url = await emptyUrl(kind);
    await apply(kind, url, earlier(kind, upToFigures, true));
    await migrated(url);
    const database = await openDatabase(url);
    const app = await testApp({}, database);
    removals.unshift(() => database.close());
    await app.engine.start();
    try {
      const { id, authorization } = await testKey(app, "admin");
      const ada = new Client(id, { authorization });
      const run = await ada.create({ hitl_config: { policy: "auto" } });
      const of = `/api/hitl/runs/${run.run_id}`;
      const addresses = [
        "/api/health/ready",
        "/api/health/detail",
        "/api/me",
        "/api/people",
        "/api/keys",
        "/api/rollout",
        "/api/rollout/shadow",
        "/api/metrics",
        "/api/hitl/metrics",
        "/api/hitl/runs",
        "/api/hitl/runs/export?format=csv",
        "/api/hitl/models",
        "/api/hitl/providers",
        of,
        `${of}/events`,
        `${of}/evidence`,
        `${of}/revisions`,
        `${of}/outputs/0`,
      ];
      for (const address of addresses) {
        const response = await ada.get(address);
        expect([address, response.status, response.ok || (await response.text())]).toEqual([
          address,
          200,
          true,
        ]);
        await response.body?.cancel();
      }
      const figuresNow = await (await ada.get("/api/hitl/metrics")).json();
      expect(JSON.stringify(figuresNow)).toContain(`"completed":1`);
    } finally {
      await app.engine.stop();
    }
  });

  test("does not start when a migration it has is not this build's, and says what to do", async () => {
    const { url } = await testDatabase(kind);
    await ask(url, `UPDATE _prisma_migrations SET checksum = 'another' WHERE migration_name = '${figures}'`);
    await expect(migrate(url)).rejects.toThrow(`whose ${figures} differs`);
    const database = await openDatabase(url);
    expect(await checkReadiness(database, ".")).toContain("restore a backup");
    await database.close();
  });
});
