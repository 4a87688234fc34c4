import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { Run } from "@/lib/contracts/run";
import { parseEnv } from "@/lib/env";
import { type App, composeApp } from "@/lib/http/app";
import { createLog } from "@/lib/http/log";
import { olderPath } from "@/lib/http/route/older-path";
import { changeRollout } from "@/lib/services/rollout/change-rollout";
import { rollBack } from "@/lib/services/rollout/roll-back";
import { openDatabase } from "@/lib/store/connection/client";
import { testAdmin } from "@/lib/testing/app";
import { testDatabase } from "@/lib/testing/database";

const folder = mkdtempSync(join(tmpdir(), "countersign-rollback-"));
const database = await testDatabase("postgres");
const env = {
  ...parseEnv({ DATA_DIR: folder, BETTER_AUTH_SECRET: "x".repeat(40) }),
  enableHitlOrchestrator: true,
};

/** Nobody dies here. On a busy machine both would be silent for long: their jobs were freed, and then run one by one. */
const tunables = { deadAfter: 600_000 };

async function instance(): Promise<App> {
  const app = await composeApp(env, {
    db: await openDatabase(database.url),
    log: createLog({ level: "silent" }),
    engine: { tunables },
  });
  await app.engine.start();
  return app;
}

const instances = [await instance(), await instance()];
afterAll(async () => {
  for (const app of instances) {
    await app.engine.stop();
    await app.db.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const principal = { kind: "api_key", id: "key_rita", name: "Rita", email: null, role: "requester" } as const;

async function request(n: number): Promise<{ status: number; run: Run }> {
  const app = instances[n % 2];
  if (!app) throw new Error("There are two instances");
  const body = {
    prompt: `a red bicycle, number ${n}`,
    model: "sandbox:sandbox/text",
    user_id: `user-${n}`,
    hitl_config: { policy: "auto" as const },
  };
  const answer = await olderPath(
    { app, principal, body, idempotency: null, prefer: { waitSeconds: 0 } },
    false,
  );
  return { status: answer.status ?? 200, run: Run.parse(answer.body) };
}

it("is felt by the next request on both instances while 200 are in flight, and none of those fails", {
  timeout: 400_000,
}, async () => {
  const [one, other] = instances;
  if (!one || !other) throw new Error("There are two instances");
  await changeRollout(one, testAdmin, { why: "everyone", stage: "everyone" }, new Date());
  let begun = 0;
  let rolledBack: Promise<void> | null = null;
  const lane = async () => {
    const answers: Awaited<ReturnType<typeof request>>[] = [];
    for (let n = begun++; n < 200; n = begun++) {
      // In the middle of it, from the other instance's side.
      if (n === 100) rolledBack = rollBack(other, testAdmin, "errors doubled", new Date());
      answers.push(await request(n));
    }
    return answers;
  };
  const inFlight = (await Promise.all(Array.from({ length: 20 }, lane))).flat();
  await rolledBack;
  const later = await Promise.all(Array.from({ length: 20 }, (_, n) => request(1_000 + n)));

  expect(inFlight).toHaveLength(200);
  expect([...inFlight, ...later].every(({ status }) => status === 200 || status === 202)).toBe(true);
  expect(new Set(later.map(({ run }) => run.path))).toEqual(new Set(["legacy"]));
  const paths = new Set(inFlight.map(({ run }) => run.path));
  expect(paths).toEqual(new Set(["hitl", "legacy"]));
  // What was begun on the new path ends there, and well.
  const open = () =>
    one.db.prisma.run.findMany({
      where: { status: { not: "completed" } },
      select: { status: true, step: true, message: true },
    });
  await expect.poll(open, { timeout: 120_000 }).toEqual([]);
  const moved = inFlight.filter(({ run }) => run.path === "hitl").length;
  expect(await one.db.prisma.run.count({ where: { path: "hitl" } })).toBe(moved);
});
