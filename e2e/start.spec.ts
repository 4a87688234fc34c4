import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { openDatabase } from "@/lib/store/connection/client";
import { migrate } from "@/lib/store/migrations/migrate";
import { apiKey, startApp } from "./support/server";

// Every test starts a server of its own.
test.slow();

function create(url: string, policy: "auto" | "require_human"): Promise<Response> {
  return fetch(`${url}/api/hitl/runs`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${apiKey}`,
      "content-type": "application/json",
      prefer: "wait=30",
    },
    body: JSON.stringify({
      prompt: "a red bicycle on a quay",
      model: "sandbox:sandbox/image",
      hitl_config: { policy },
    }),
  });
}

test("a stop cuts off no call in flight, no stream and no job", async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-stop-"));
  const server = await startApp({
    DATABASE_URL: `file:${join(folder, "countersign.db")}`,
    SANDBOX_DELAY_MS: "1500",
  });
  try {
    const stream = await fetch(`${server.url}/api/hitl/events`, {
      headers: { authorization: `Bearer ${apiKey}`, accept: "text/event-stream" },
    });
    const reader = stream.body?.getReader();
    let heard = "";
    const news = async () => {
      const part = await reader?.read();
      heard += Buffer.from(part?.value ?? []).toString();
      return part?.done ?? true;
    };
    const calls = Array.from({ length: 5 }, () => create(server.url, "auto"));
    while (heard.split("event: run_created").length <= calls.length) await news();
    const exit = server.end();
    const answers = await Promise.all(calls);
    for (const answer of answers) {
      expect([200, 202]).toContain(answer.status);
      expect(await answer.json()).toHaveProperty("run_id");
    }
    while (!(await news()));
    expect(await exit).toBe(0);
    expect(server.output()).not.toMatch(/error/i);
    const db = await openDatabase(`file:${join(folder, "countersign.db")}`);
    expect(await db.prisma.job.count({ where: { lockedUntil: { not: null } } })).toBe(0);
    await db.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a process that is asked to stop is not ready at once, and serves on while a proxy learns of it", async () => {
  const server = await startApp({ STOP_DELAY_SECONDS: "6" });
  try {
    const isReady = async () => (await fetch(`${server.url}/api/health/ready`)).status;
    expect(await isReady()).toBe(200);
    const exit = server.end();
    await expect.poll(isReady).toBe(503);
    expect(server.output()).toContain(
      "Countersign was asked to stop. It serves for 6 s more, and is not ready.",
    );
    expect((await create(server.url, "auto")).status).toBe(200);
    expect(await exit).toBe(0);
  } finally {
    await server.stop();
  }
});

test("a start that fails late says so in one sentence, ends, and never says that it is ready", async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-late-"));
  const databaseUrl = `file:${join(folder, "countersign.db")}`;
  try {
    await migrate(databaseUrl);
    const db = await openDatabase(databaseUrl);
    await db.prisma.$executeRawUnsafe(
      `CREATE TRIGGER "full" BEFORE INSERT ON "Model" BEGIN SELECT RAISE(ABORT, 'no'); END`,
    );
    await db.close();
    const failure = await startApp({ DATABASE_URL: databaseUrl }).then(
      () => "it started",
      (error: Error) => error.message,
    );
    expect(failure).toMatch(/^The server ended with 1:\n(.*\n)?.*Countersign did not start\. .+\n$/);
    expect(failure).not.toContain("is ready");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("with 128 open files, two hundred streams take neither the process nor its answers", async () => {
  const folder = mkdtempSync(join(tmpdir(), "countersign-few-"));
  const node = join(folder, "node");
  writeFileSync(node, `#!/bin/sh\nulimit -n 128\nexec "${process.execPath}" "$@"\n`, { mode: 0o755 });
  const server = await startApp({ SANDBOX_DELAY_MS: "0" }, node);
  const gone = new AbortController();
  try {
    const headers = { authorization: `Bearer ${apiKey}`, accept: "text/event-stream" };
    // Whoever waits for a connection until then has found none.
    const heardOrNot = AbortSignal.any([gone.signal, AbortSignal.timeout(10_000)]);
    const asked = Array.from({ length: 200 }, () =>
      fetch(`${server.url}/api/hitl/events`, { headers, signal: heardOrNot }).then(
        ({ status }) => status,
        () => null,
      ),
    );
    const heard = await Promise.all(asked);
    expect(heard.filter((status) => status === 200).length).toBeGreaterThan(8);
    // Whoever comes too many is told so, or finds no connection: never an error of ours.
    expect(heard.filter((status) => status !== null && ![200, 429, 503].includes(status))).toEqual([]);
    gone.abort();
    await expect(async () => {
      expect((await create(server.url, "require_human")).ok).toBe(true);
    }).toPass({ timeout: 20_000 });
    expect(await server.end()).toBe(0);
    expect(server.output()).not.toContain("EMFILE");
  } finally {
    gone.abort();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
