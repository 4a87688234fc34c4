import { cp, mkdir, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Command } from "commander";
import { parseJson } from "@/lib/contracts/json-text";
import { Stop } from "./stop";

/** The desk's source, beside this file in the package. */
const shipped = join(dirname(fileURLToPath(import.meta.url)), "desk");

export function addDesk(program: Command): void {
  program
    .command("up")
    .description("start a desk here: install, build, migrate and serve")
    .option("--port <port>", "where it listens; PORT says the same")
    .option("--data <folder>", "where it keeps everything; DATA_DIR says the same (default: ./data)")
    .addHelpText(
      "after",
      `
The first time takes some minutes. Settings are environment variables, or lines of an .env in this folder. What is installed
is kept in ~/.cache/countersign, or in COUNTERSIGN_CACHE.`,
    )
    .action(up);
}

async function up({ port, data }: { port?: string; data?: string }): Promise<void> {
  if (await exists(".env")) process.loadEnvFile(".env");
  const { env } = process;
  if (port !== undefined) env.PORT = port;
  // The desk runs in a folder of its own; what it keeps stays in this one.
  env.DATA_DIR = resolve(data ?? env.DATA_DIR ?? "data");
  env.DATABASE_URL = absolute(env.DATABASE_URL ?? `file:${join(env.DATA_DIR, "countersign.db")}`);
  // Whoever runs a desk needs no packages for tests.
  env.npm_config_omit = "dev";
  process.chdir(await unpacked());
  await import(pathToFileURL(resolve("scripts/up.mjs")).href);
}

function absolute(databaseUrl: string): string {
  const [, path] = /^file:(?:\/\/)?(.+)$/.exec(databaseUrl) ?? [];
  return path === undefined ? databaseUrl : `file:${resolve(path)}`;
}

/** The folder that holds this version's desk for this Node.js. It is put there whole or not at all, also when two begin at once. */
async function unpacked(): Promise<string> {
  const { env, versions } = process;
  const cache = env.COUNTERSIGN_CACHE ?? join(env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "countersign");
  const { version, desk } = await packed();
  const folder = resolve(cache, `${version}-${desk.slice(0, 12)}-node-${versions.node}`);
  if (await exists(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const making = await mkdtemp(join(cache, "making-"));
  try {
    await cp(shipped, making, { recursive: true });
    await rename(join(making, "locked.json"), join(making, "package-lock.json"));
    await rename(making, folder);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

/** What this package says of itself; `desk` is the digest of the desk in it. */
async function packed(): Promise<{ version: string; desk: string }> {
  const { version, desk } = parseJson(
    await readFile(join(shipped, "..", "package.json"), "utf8").catch(() => "{}"),
  ) as { version?: string; desk?: string };
  if (version && desk) return { version, desk };
  throw new Stop("There is no desk beside this command: it starts one as `npm run pack` packs it.");
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
