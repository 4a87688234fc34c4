// Generates both Prisma clients, offline, when the schema changed since the last time.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { toPostgresSchema } from "./postgres-schema";

const sqlitePath = "prisma/schema.prisma";
const postgresPath = "prisma/postgres/schema.prisma";
const generated = "lib/store/generated";
const stampPath = `${generated}/.stamp`;

const require = createRequire(import.meta.url);
const run = promisify(execFile);

async function generateClient(schemaPath: string): Promise<void> {
  await run(
    process.execPath,
    [require.resolve("prisma/build/index.js"), "generate", "--schema", schemaPath],
    {
      // Generating needs no schema engine; any executable keeps Prisma from downloading one.
      env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
    },
  );
}

const sqliteSchema = readFileSync(sqlitePath, "utf8");
const postgresSchema = toPostgresSchema(sqliteSchema);
mkdirSync("prisma/postgres", { recursive: true });
if (!existsSync(postgresPath) || readFileSync(postgresPath, "utf8") !== postgresSchema) {
  writeFileSync(postgresPath, postgresSchema);
}

const { version } = require("prisma/package.json") as { version: string };
const stamp = createHash("sha256").update(version).update(postgresSchema).digest("hex");
const clients = ["sqlite", "postgres"].every((name) => existsSync(`${generated}/${name}/client.ts`));
if (!clients || !existsSync(stampPath) || readFileSync(stampPath, "utf8") !== stamp) {
  rmSync(stampPath, { force: true });
  await Promise.all([generateClient(sqlitePath), generateClient(postgresPath)]);
  writeFileSync(stampPath, stamp);
}
