import { Client } from "pg";
import { expect, test } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { TestEngine } from "@/lib/testing/engine";
import { startPostgresProxy } from "@/lib/testing/postgres-proxy";
import { openDatabase } from "./client";
import { postgresConnection } from "./postgres-connection";

const base = "postgresql://ann:secret@db.example/runs";
const authority = new URL("postgres-connection.test.ts", import.meta.url).pathname;

function of(query: string) {
  const { connectionString, ssl, max, application_name } = postgresConnection(`${base}?${query}`, "requests");
  expect(connectionString.replace(/\?.*/, "")).toBe(base);
  return { rest: connectionString.slice(base.length), ssl, max, application_name };
}

test.each([
  ["sslmode=disable", false],
  ["sslmode=require", { rejectUnauthorized: false }],
  ["sslmode=no-verify", { rejectUnauthorized: false }],
  [
    `sslmode=require&sslrootcert=${authority}`,
    { ca: expect.any(String), checkServerIdentity: expect.any(Function) },
  ],
  [
    `sslmode=verify-ca&sslrootcert=${authority}`,
    { ca: expect.any(String), checkServerIdentity: expect.any(Function) },
  ],
  ["sslmode=verify-full", {}],
  ["sslmode=verify-full&sslrootcert=system", {}],
  [`sslmode=verify-full&sslrootcert=${authority}`, { ca: expect.any(String) }],
  [
    `sslrootcert=${authority}&sslcert=${authority}&sslkey=${authority}`,
    { ca: expect.any(String), cert: expect.any(String), key: expect.any(String) },
  ],
  ["schema=public", undefined],
])("%s means what it means to libpq", (query, ssl) => {
  expect(of(query)).toMatchObject({ ssl, rest: "" });
});

test("the number of connections and the name are settings, and what else there is goes on as it is", () => {
  expect(of("connection_limit=4&application_name=blue&channel_binding=require")).toMatchObject({
    max: 4,
    application_name: "blue (countersign)",
    rest: "?channel_binding=require",
  });
});

test.each([
  ["sslmode=prefer", "say require"],
  ["sslmode=allow", "say require"],
  ["sslmode=yes", "it must be disable, require"],
  ["sslmode=verify-ca", "without sslrootcert"],
  ["sslmode=verify-full&sslrootcert=/nowhere.pem", "the file /nowhere.pem as sslrootcert"],
  ["schema=runs", "asks for the schema runs"],
  ["connection_limit=0", "from 2 to 1000"],
  ["connection_limit=many", "from 2 to 1000"],
])("%s is refused in a sentence without the password", (query, sentence) => {
  const refused = () => postgresConnection(`${base}?${query}`, "requests");
  expect(refused).toThrow(sentence);
  expect(refused).not.toThrow("secret");
});

test("PgBouncer refuses no connection of ours, and each says whose it is", async () => {
  const own = await testDatabase("postgres");
  await using proxy = await startPostgresProxy(own.url);
  const strict = new Client({ connectionString: proxy.url, idle_in_transaction_session_timeout: 1 });
  await expect(strict.connect()).rejects.toThrow("unsupported startup parameter");
  const db = await openDatabase(proxy.url);
  {
    await using world = await TestEngine.start({ db });
    const run = await world.create({ hitl_config: { policy: "auto" } });
    expect(run.status).toBe("completed");
    const rows = await db.prisma.$queryRaw<{ name: string }[]>`
      SELECT DISTINCT application_name AS name FROM pg_stat_activity
      WHERE datname = current_database() ORDER BY 1`;
    expect(rows.map(({ name }) => name)).toEqual([
      "countersign",
      "countersign jobs",
      "countersign live updates",
    ]);
    expect(await db.prisma.$queryRawUnsafe("SHOW idle_in_transaction_session_timeout")).toEqual([
      { idle_in_transaction_session_timeout: "30s" },
    ]);
  }
});
