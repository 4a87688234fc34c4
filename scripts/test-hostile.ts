/**
 * Starts the built app and sends it bodies nobody should send, while it is asked all the time whether it lives:
 *   npm run test:hostile -- [--requests 10000] [--seed 1] [--at-once 2]
 * NEXT_DIST_DIR names the build. Fails when an answer takes a second, liveness a quarter of one, or anything is a 5xx.
 * What an app waited for a processor that others used is no time of its own; it is left out, and told.
 */
import { fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { Random } from "../lib/testing/crash/random";
import { attack } from "../lib/testing/hostile/attack";
import { waitedSince, waitsOf } from "../lib/testing/hostile/waits";

const { values } = parseArgs({
  options: {
    requests: { type: "string", default: "10000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    "at-once": { type: "string", default: "2" },
  },
});
const mostAlive = 250;
const mostAnswer = 1_000;
const restMs = 5_000;
const folder = mkdtempSync(join(tmpdir(), "countersign-hostile-"));
const key = randomUUID() + randomUUID();
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const child = spawn(process.execPath, ["scripts/start.mjs"], {
  env: {
    ...process.env,
    PORT: String(port),
    DATA_DIR: folder,
    DATABASE_URL: `file:${join(folder, "hostile.db")}`,
    BOOTSTRAP_API_KEY: key,
    LOG_LEVEL: "error",
    FIRST_RULES: "false",
  },
  stdio: ["ignore", "ignore", "inherit"],
});
const pid = child.pid ?? 0;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
const alive = async () => (await fetch(`${url}/api/health/live`)).ok;
const until = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Resident memory of the app, in MiB. */
function memory(): number {
  const [, pages] = readFileSync(`/proc/${pid}/statm`, "utf8").split(" ");
  return Math.round((Number(pages) * 4096) / 2 ** 20);
}

async function newRun(): Promise<string> {
  const body = { prompt: "a boat", model: "sandbox:sandbox/image", hitl_config: { policy: "require_human" } };
  const response = await fetch(`${url}/api/hitl/runs`, {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  const { run_id } = await response.json();
  return String(run_id);
}

/** One look at whether the app lives: its milliseconds, and those it did not wait for a processor. */
interface Look {
  ok: boolean;
  ms: number;
  own: number;
}

function told(looks: readonly Look[]): string {
  const most = (values: number[]) => Math.round(Math.max(0, ...values));
  const own = looks.map((look) => look.own);
  const middle = Math.round(own.toSorted((a, b) => a - b)[Math.floor(own.length / 2)] ?? 0);
  const slowest = `${most(looks.map(({ ms }) => ms))} ms, ${most(own)} of them its own`;
  return `${looks.length} looks, the slowest ${slowest}, the middle one ${middle}`;
}

/** What of a request's time the app and this process waited for a processor. */
function waits(): () => number {
  const [app, own] = [waitsOf(pid), waitsOf(process.pid)];
  return () => {
    const { main, other } = waitedSince(pid, app);
    return main + other + waitedSince(process.pid, own).main;
  };
}

try {
  for (const end = Date.now() + 120_000; Date.now() < end; await until(200)) {
    if (child.exitCode !== null) throw new Error("The app did not start");
    if (await alive().catch(() => false)) break;
  }
  console.log(`seed ${values.seed}, ${values.requests} requests, ${url}`);
  const looks: Look[] = [];
  const watcher = fork("lib/testing/hostile/watch-alive.ts", [url, String(pid)], {
    execArgv: ["--import", "tsx"],
  });
  watcher.on("message", (look: Look) => looks.push(look));
  const taken = () => looks.splice(0);
  await newRun();
  await until(restMs);
  taken();
  await until(restMs);
  console.log(`liveness at rest, before: ${told(taken())}`);
  const memories = [memory()];
  const measure = setInterval(() => memories.push(memory()), 5_000);
  const started = performance.now();
  const { statuses, slowest, faults } = await attack({
    random: new Random(Number(values.seed)),
    requests: Number(values.requests),
    atOnce: Number(values["at-once"]),
    mostMs: mostAnswer,
    waits,
    newRun,
    send: ({ method, path, text }) => fetch(`${url}${path}`, { method, headers, body: text }),
  });
  const seconds = Math.round((performance.now() - started) / 1000);
  clearInterval(measure);
  const seen = taken();
  const late = seen.filter(({ ok, own }) => !ok || own > mostAlive);
  await until(restMs);
  memories.push(memory());
  console.log(`liveness at rest, after: ${told(taken())}`);
  watcher.disconnect();
  const { ms, own, what } = slowest;
  console.log(
    `answers in ${seconds} s: ${JSON.stringify(statuses)}; the slowest took ${Math.round(ms)} ms, ${Math.round(own)} of them its own: ${what}`,
  );
  console.log(`memory in MiB, every five seconds: ${memories.join(" ")}`);
  console.log(`liveness under attack: ${told(seen)}, ${late.length} over ${mostAlive} or without an answer`);
  for (const fault of faults.slice(0, 50)) console.error(`FAULT ${fault}`);
  if (faults.length > 50) console.error(`and ${faults.length - 50} more`);
  process.exitCode = faults.length === 0 && late.length === 0 ? 0 : 1;
} finally {
  child.kill("SIGTERM");
  rmSync(folder, { recursive: true, force: true });
}
