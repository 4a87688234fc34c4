/**
 * `npm run bench:http`: what requests cost on the built server, beside the bare health route in the same run, on a
 * SQLite file or a PostgreSQL of its own. One JSON line a figure: `of_health` is the share of the health route's rate; `cpu_ms` is what
 * the server's process used for one, which says more than the rate where others use the machine.
 *   npm run bench:http -- [--runs 200] [--on sqlite|postgres] [--profile FOLDER]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startPostgres } from "@/lib/testing/postgres";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    on: { type: "string", default: "sqlite" },
    profile: { type: "string" },
  },
});
const count = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
// One that keeps what it commits, as in service.
const postgres = values.on === "postgres" ? await startPostgres([]) : null;
const databaseUrl = postgres ? await postgres.createDatabase() : `file:${join(folder, "bench.db")}`;
const key = `cs_${"k".repeat(40)}`;
const port = await freePort();
const profiling = values.profile ? ["--cpu-prof", `--cpu-prof-dir=${values.profile}`] : [];
const server = spawn(process.execPath, [...profiling, "scripts/start.mjs"], {
  env: {
    ...process.env,
    PORT: String(port),
    HOSTNAME: "127.0.0.1",
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SANDBOX_DELAY_MS: "0",
    BOOTSTRAP_API_KEY: key,
    LOG_LEVEL: "error",
  },
  stdio: ["ignore", "ignore", "inherit"],
});
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}

interface Answered {
  status: number;
  text: string;
}

function ask(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  return new Promise<Answered>((resolve, reject) => {
    const sent = request(
      {
        agent,
        port,
        host: "127.0.0.1",
        method,
        path,
        headers: {
          authorization: `Bearer ${key}`,
          ...(body && { "content-type": "application/json" }),
          ...headers,
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part) => parts.push(part));
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
        response.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body && JSON.stringify(body));
  });
}

async function asked(...args: Parameters<typeof ask>): Promise<Answered> {
  const answer = await ask(...args);
  if (answer.status >= 300) throw new Error(`${args[0]} ${args[1]}: ${answer.status} ${answer.text}`);
  return answer;
}

interface Waiting {
  run_id: string;
  approval_token: string;
}

const waiting: Waiting[] = [];
let last = "";
let tries = 0;
const body = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "require_human", allowed_steps: ["payload_review"] },
};

async function create(headers: Record<string, string> = {}): Promise<void> {
  const { text } = await asked("POST", "/api/hitl/runs", body, { prefer: "wait=10", ...headers });
  waiting.push(JSON.parse(text));
}

/** @returns the run as the answer has it */
async function approve(headers: Record<string, string> = {}): Promise<{ run_id: string; status: string }> {
  const run = waiting.shift();
  if (!run) throw new Error("No run waits");
  const { run_id, approval_token } = run;
  const { text } = await asked("POST", `/api/hitl/runs/${run_id}/approve`, { approval_token }, headers);
  return JSON.parse(text);
}

async function carryOut(): Promise<void> {
  const { run_id, status } = await approve({ prefer: "wait=10" });
  if (status !== "completed") throw new Error(`${run_id} is ${status}`);
  last = run_id;
}

/** The CPU time that the server has used by now, in milliseconds (proc_pid_stat(5)). */
function cpuOfServer(): number {
  const text = readFileSync(`/proc/${server.pid}/stat`, "utf8");
  const [user, system] = text
    .slice(text.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

interface Cost {
  requests: number;
  ms: number;
  cpu: number;
  took: number[];
}

const nothing = (): Cost => ({ requests: 0, ms: 0, cpu: 0, took: [] });

async function block(size: number, atOnce: number, work: () => Promise<unknown>, cost: Cost): Promise<void> {
  let left = size;
  const [begun, cpu] = [performance.now(), cpuOfServer()];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const from = performance.now();
        await work();
        cost.took.push(performance.now() - from);
      }
    }),
  );
  cost.requests += size;
  cost.ms += performance.now() - begun;
  cost.cpu += cpuOfServer() - cpu;
}

const perBlock = 16;

/** In blocks by turns with the bare route, so that both have the same of what others do on the machine. */
async function measure(what: string, atOnce: number, work: () => Promise<unknown>): Promise<void> {
  const [bare, cost] = [nothing(), nothing()];
  while (cost.requests < count) {
    await block(perBlock, atOnce, health, bare);
    await block(perBlock, atOnce, work, cost);
  }
  const rate = (of: Cost) => (of.requests / of.ms) * 1000;
  const cpu = (of: Cost) => of.cpu / of.requests;
  const took = cost.took.sort((a, b) => a - b);
  const rounded = (value: number) => Math.round(value * 100) / 100;
  console.log(
    JSON.stringify({
      what,
      at_once: atOnce,
      per_second: rounded(rate(cost)),
      health_per_second: rounded(rate(bare)),
      of_health: rounded(rate(cost) / rate(bare)),
      cpu_ms: rounded(cpu(cost)),
      health_cpu_ms: rounded(cpu(bare)),
      of_health_by_cpu: rounded(cpu(bare) / cpu(cost)),
      ms_p50: rounded(took[Math.floor(took.length / 2)] ?? 0),
      ms_p95: rounded(took[Math.floor(took.length * 0.95)] ?? 0),
      load: rounded(loadavg()[0] ?? 0),
    }),
  );
}

async function untilReady(): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; ) {
    if (server.exitCode !== null) throw new Error("The server did not start");
    const answer = await ask("GET", "/api/health/ready").catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error("The server was not ready in time");
}

const health = () => asked("GET", "/api/health/live");
try {
  await untilReady();
  for (let warm = 0; warm < 20; warm++) {
    await create();
    await carryOut();
    await health();
    await asked("GET", `/api/hitl/runs/${last}`);
    await asked("GET", "/api/hitl/runs?limit=50");
  }
  for (const atOnce of [1, 16]) {
    await measure("create", atOnce, () => create());
    await measure("approve, and done", atOnce, carryOut);
    await measure("create with a key", atOnce, () => create({ "idempotency-key": `bench-${++tries}` }));
    await measure("approve", atOnce, () => approve());
    await measure("get run", atOnce, () => asked("GET", `/api/hitl/runs/${last}`));
    await measure("list of 50", atOnce, () => asked("GET", "/api/hitl/runs?limit=50"));
    await measure("models", atOnce, () => asked("GET", "/api/hitl/models"));
  }
} finally {
  agent.destroy();
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
}
