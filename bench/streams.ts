/**
 * `npm run bench:streams`: what a thousand streams of all events cost on the built server: whether each hears of every
 * event, how soon, what a stream keeps in memory, and what ten thousand leave behind. One JSON line a figure.
 *   npm run bench:streams -- [--streams 1000] [--passing 10000] [--runs 30]
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, type ClientRequest, type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { percentile } from "@/lib/testing/live-delays";

const { values } = parseArgs({
  options: {
    streams: { type: "string", default: "1000" },
    passing: { type: "string", default: "10000" },
    runs: { type: "string", default: "30" },
  },
});
const [streams, passing, runs] = [Number(values.streams), Number(values.passing), Number(values.runs)];
const atOnce = 100;
const folder = mkdtempSync(join(tmpdir(), "countersign-streams-"));
const key = `cs_${"k".repeat(40)}`;
const headers = { authorization: `Bearer ${key}` };
const port = await freePort();
const server = spawn(
  process.execPath,
  ["--expose-gc", "--import", "./bench/tell-memory.mjs", "scripts/start.mjs"],
  {
    env: {
      ...process.env,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
      DATABASE_URL: `file:${join(folder, "bench.db")}`,
      DATA_DIR: folder,
      SANDBOX_DELAY_MS: "0",
      BOOTSTRAP_API_KEY: key,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  },
);
const agent = new Agent({ keepAlive: true });

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return address.port;
}

function say(figure: object): void {
  console.log(JSON.stringify({ ...figure, load: Math.round((loadavg()[0] ?? 0) * 10) / 10 }));
}

async function ask(method: string, path: string, body?: object): Promise<{ status: number; text: string }> {
  const sent = request({
    agent,
    port,
    host: "127.0.0.1",
    method,
    path,
    headers: { ...headers, ...(body && { "content-type": "application/json" }), prefer: "wait=20" },
  });
  sent.end(body && JSON.stringify(body));
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part as Buffer);
  return { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() };
}

/** A stream that was told it is connected. */
interface Stream {
  /** The ids it has heard of, in order. */
  heard: number[];
  /** How long after each was written, in milliseconds. */
  delays: number[];
  sent: ClientRequest;
}

/** Opens a stream. @returns it once its first frame came */
function openStream(): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const sent = request({
      port,
      host: "127.0.0.1",
      path: "/api/hitl/events",
      headers: { ...headers, accept: "text/event-stream" },
      agent: false,
    });
    const stream: Stream = { heard: [], delays: [], sent };
    sent.on("error", reject);
    sent.on("response", (response) => {
      if (response.statusCode !== 200) reject(new Error(`A stream was answered ${response.statusCode}`));
      let rest = "";
      response.setEncoding("utf8");
      response.on("error", () => {});
      response.on("data", (text: string) => {
        const now = Date.now();
        const frames = (rest + text).split("\n\n");
        rest = frames.pop() ?? "";
        for (const frame of frames) {
          if (frame.includes("event: connected")) resolve(stream);
          const id = /^id: (\d+)/.exec(frame)?.[1];
          const at = /"at":"([^"]+)"/.exec(frame)?.[1];
          if (id === undefined || at === undefined) continue;
          stream.heard.push(Number(id));
          stream.delays.push(now - Date.parse(at));
        }
      });
    });
    sent.end();
  });
}

async function openMany(count: number): Promise<Stream[]> {
  const opened: Stream[] = [];
  while (opened.length < count) {
    const size = Math.min(atOnce, count - opened.length);
    opened.push(...(await Promise.all(Array.from({ length: size }, openStream))));
  }
  return opened;
}

function close(opened: Stream[]): void {
  for (const { sent } of opened) sent.destroy();
}

/** What the server holds, in kB, once nothing is left to collect. */
async function held(): Promise<{ rss: number; heap: number }> {
  // What has ended is let go of in turns of its event loop.
  for (let turn = 0; turn < 3; turn++) await setTimeout(500);
  server.send("tell");
  const [memory] = (await once(server, "message")) as [NodeJS.MemoryUsage];
  return {
    rss: Math.round(memory.rss / 1024),
    heap: Math.round((memory.heapUsed + memory.external) / 1024),
  };
}

async function untilReady(): Promise<void> {
  for (const end = Date.now() + 120_000; Date.now() < end; await setTimeout(50)) {
    if (server.exitCode !== null) throw new Error("The server did not start");
    const answer = await ask("GET", "/api/health/ready").catch(() => null);
    if (answer?.status === 200) return;
  }
  throw new Error("The server was not ready in time");
}

const body = {
  prompt: "a red bicycle on a quay",
  model: "sandbox:sandbox/text",
  hitl_config: { policy: "auto" },
};
async function carryRun(): Promise<void> {
  const { text } = await ask("POST", "/api/hitl/runs", body);
  if (JSON.parse(text).status !== "completed") throw new Error(text);
}

/** The ids of all events behind one. */
async function eventsBehind(after: number): Promise<number[]> {
  const ids: number[] = [];
  for (let place = after; ; place = ids.at(-1) ?? place) {
    const { text } = await ask("GET", `/api/hitl/events?after=${place}&limit=200`);
    const { data } = JSON.parse(text) as { data: { id: number }[] };
    ids.push(...data.map(({ id }) => id));
    if (data.length < 200) return ids;
  }
}

try {
  await untilReady();
  for (let warm = 0; warm < 10; warm++) await carryRun();
  close(await openMany(atOnce));
  const before = await held();
  const last = (await eventsBehind(0)).at(-1) ?? 0;

  const open = await openMany(streams);
  const during = await held();
  say({
    what: "memory",
    streams,
    rss_kb_a_stream: Math.round((during.rss - before.rss) / streams),
    heap_kb_a_stream: Math.round((during.heap - before.heap) / streams),
    goal: 100,
  });

  for (let run = 0; run < runs; run++) await carryRun();
  const wanted = await eventsBehind(last);
  for (const end = Date.now() + 30_000; Date.now() < end; await setTimeout(50))
    if (open.every(({ heard }) => heard.length >= wanted.length)) break;
  const delays = open.flatMap((stream) => stream.delays).sort((a, b) => a - b);
  say({
    what: "delivery",
    streams,
    events: wanted.length,
    streams_that_heard_all: open.filter(({ heard }) => heard.join() === wanted.join()).length,
    ms_p50: percentile(delays, 50),
    ms_p99: percentile(delays, 99),
    ms_max: percentile(delays, 100),
    goal: 250,
  });

  close(open);
  const closed = await held();
  for (let passed = 0; passed < passing; passed += atOnce) close(await openMany(atOnce));
  const after = await held();
  say({
    what: "left behind",
    passed: passing,
    rss_kb: after.rss - closed.rss,
    heap_kb: after.heap - closed.heap,
    heap_kb_before_the_first: after.heap - before.heap,
  });
} finally {
  agent.destroy();
  if (server.exitCode === null) {
    server.kill("SIGTERM");
    await once(server, "exit");
  }
  rmSync(folder, { recursive: true, force: true });
}
