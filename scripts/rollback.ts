// `npm run rollback -- --why "…"`: everyone is back on the old path from the next request on. It works on the database
// itself, also while servers run on it, and needs no build.
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { parseArgs } from "node:util";
import { parseEnv } from "@/lib/env";
import { rollBackAs } from "@/lib/services/rollout/roll-back";
import { openDatabase } from "@/lib/store/connection/client";
import { databaseTrouble } from "@/lib/store/connection/database-trouble";
import { locateDatabase } from "@/lib/store/connection/location";
import { readRollout } from "@/lib/store/rollout";

const { values } = parseArgs({ options: { why: { type: "string" } } });
const why = values.why?.trim();
if (!why) {
  console.error('Say why, it is kept in the history: npm run rollback -- --why "the error rate doubled"');
  process.exit(2);
}
if (existsSync(".env")) process.loadEnvFile(".env");
const { databaseUrl } = parseEnv(process.env);

/** What stands in the way of a rollback, for whoever set `DATABASE_URL`. */
function trouble(error: unknown): string {
  const why = isMissingTable(error) ? new Error("it holds no tables of Countersign") : error;
  return databaseTrouble(databaseUrl, why);
}

function isMissingTable(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2021";
}

async function rollBack(): Promise<void> {
  const location = locateDatabase(databaseUrl);
  // Opening a SQLite file that is not there would make one.
  if (location.kind === "sqlite" && !existsSync(location.file)) throw new Error("there is no such file");
  const db = await openDatabase(databaseUrl);
  try {
    const { state } = await readRollout(db.prisma);
    const name = `npm run rollback (${userInfo().username})`;
    await rollBackAs({ db }, { kind: "system", id: "rollback-command", name }, why ?? "", new Date());
    console.log(`Rolled back: the stage was ${state.stage}, now every new request takes the old path.`);
    console.log(
      "Runs that were begun on the new path end there. Requests that say use_hitl=true still take it.",
    );
  } finally {
    await db.close();
  }
}

try {
  await rollBack();
} catch (error) {
  console.error(`Nothing was rolled back. ${trouble(error)}`);
  process.exitCode = 1;
}
