import { describe, expect, test } from "vitest";
import { z } from "zod";
import { CodedError } from "@/lib/core/errors";
import { rowsIn } from "@/lib/store/connection/rows";
import { claimKey } from "@/lib/store/idempotency";
import { testApp, testKey } from "@/lib/testing/app";
import { forgetOldKeys } from "./idempotency";
import { route } from "./route";

const app = await testApp();
const { id: principalId, authorization } = await testKey(app, "requester");
const body = z.strictObject({ text: z.string().optional(), n: z.number().optional() });

function post(key: string | null, content: object = {}, path = "/api/thing", auth = authorization): Request {
  const headers = new Headers({ "content-type": "application/json", authorization: auth });
  if (key !== null) headers.set("idempotency-key", key);
  return new Request(`http://localhost:3000${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(content),
  });
}

/** A route that counts how often its work was done, as one of our own nouns would be. */
function counting() {
  const done: unknown[] = [];
  const handle = route({ body }, ({ body }) => {
    done.push(body);
    return {
      status: 201,
      body: { count: done.length },
      headers: { location: "/api/thing/1", "x-other": "1" },
    };
  });
  return { done, handle };
}

/** A route that creates a run as the orchestrator does: the key is written in the run's own transaction. */
function creating(after: () => void = () => undefined) {
  const made: string[] = [];
  const handle = route(
    { body, replay: async ({ runId }) => ({ body: { run_id: runId, status: "replayed" } }) },
    async ({ app, idempotency, receivedAt }) => {
      const runId = `run_${made.length}_${Math.random()}`;
      await app.db.transaction(async (tx) => {
        await tx.setting.create({ data: { key: runId, value: {}, updatedAt: receivedAt } });
        if (idempotency !== null) await claimKey(rowsIn(tx), idempotency, runId, receivedAt);
      });
      made.push(runId);
      after();
      return { status: 202, body: { run_id: runId, status: "running" } };
    },
  );
  return { made, handle };
}

describe("a request that comes twice", () => {
  test("gets the first answer again, and the work is done once", async () => {
    const { done, handle } = counting();
    const first = await handle(post("k1", { text: "a", n: 1 }));
    const again = await handle(post("k1", { n: 1, text: "a" }));
    expect(first.headers.has("idempotent-replayed")).toBe(false);
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect([again.status, again.headers.get("location"), await again.json()]).toEqual([
      201,
      "/api/thing/1",
      { count: 1 },
    ]);
    expect(done).toHaveLength(1);
  });

  test.each([
    ["body", post("k2", { text: "b" })],
    ["address", post("k2", { text: "a" }, "/api/other")],
    ["query", post("k2", { text: "a" }, "/api/thing?x=1")],
  ])("with another %s is a conflict", async (_, other) => {
    const { done, handle } = counting();
    const open = route({ body, query: z.object({ x: z.string().optional() }) }, () => ({ body: {} }));
    await app.db.prisma.idempotencyRecord.deleteMany({ where: { key: "k2" } });
    await handle(post("k2", { text: "a" }));
    const response = await open(other);
    expect([response.status, (await response.json()).code]).toEqual([409, "idempotency_conflict"]);
    expect(done).toHaveLength(1);
  });

  test("is another request for another principal", async () => {
    const { done, handle } = counting();
    const other = await testKey(app, "requester");
    await handle(post("k3"));
    await handle(post("k3", {}, "/api/thing", other.authorization));
    expect(done).toHaveLength(2);
  });

  test("without a key is done twice", async () => {
    const { done, handle } = counting();
    await handle(post(null));
    await handle(post(null));
    expect(done).toHaveLength(2);
  });

  test("at the same time is done once", async () => {
    const { done, handle } = counting();
    const answers = await Promise.all(Array.from({ length: 8 }, () => handle(post("k4"))));
    expect(done).toHaveLength(1);
    expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual(Array(8).fill({ count: 1 }));
  });

  test("after a day is new, and old keys can be swept away", async () => {
    const { done, handle } = counting();
    const dayAgo = new Date(Date.now() - 25 * 3_600_000);
    await handle(post("k5"));
    await app.db.prisma.idempotencyRecord.updateMany({ where: { key: "k5" }, data: { createdAt: dayAgo } });
    expect((await handle(post("k5", { text: "other" }))).status).toBe(201);
    expect(done).toHaveLength(2);
    await app.db.prisma.idempotencyRecord.updateMany({ where: { key: "k5" }, data: { createdAt: dayAgo } });
    expect(await forgetOldKeys(app.db, new Date())).toBe(1);
  });

  test("is tried again when the first try was refused", async () => {
    let refuse = true;
    const handle = route({}, () => {
      if (refuse) throw new CodedError("invalid_state", "Not now.");
      return { body: { done: true } };
    });
    expect((await handle(post("k6"))).status).toBe(409);
    refuse = false;
    const response = await handle(post("k6"));
    expect([response.status, response.headers.has("idempotent-replayed")]).toEqual([200, false]);
  });

  test.each(["", "x".repeat(256), "a\tb"])(
    "needs a key of 1 to 255 printable characters, not %j",
    async (key) => {
      expect((await counting().handle(post(key))).status).toBe(400);
    },
  );
});

describe("a request that makes a run", () => {
  test("gets its stored answer again, not the run's present state", async () => {
    const { made, handle } = creating();
    const first = await (await handle(post("r1"))).json();
    const again = await handle(post("r1"));
    expect([again.status, await again.json()]).toEqual([202, first]);
    expect(made).toHaveLength(1);
  });

  test("after a crash between the commit and the answer finds its run and makes no other", async () => {
    const { made, handle } = creating(() => {
      throw new Error("the process died here");
    });
    expect((await handle(post("r2"))).status).toBe(500);
    const again = await handle(post("r2"));
    expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
    expect(await again.json()).toEqual({ run_id: made[0], status: "replayed" });
    expect(made).toHaveLength(1);
  });

  test("ten times at once makes one run, and all ten answers name it", async () => {
    const { made, handle } = creating();
    const answers = await Promise.all(Array.from({ length: 10 }, () => handle(post("r3"))));
    const names = await Promise.all(answers.map(async (answer) => (await answer.json()).run_id));
    expect(answers.map((answer) => answer.ok)).toEqual(Array(10).fill(true));
    expect(new Set(names)).toEqual(new Set(made));
    expect(made).toHaveLength(1);
    expect(await app.db.prisma.setting.count({ where: { key: { in: names } } })).toBe(1);
  });

  test("while the first try is under way is answered from the run's present state", async () => {
    const { handle } = creating();
    await handle(post("r4"));
    await app.db.prisma.idempotencyRecord.updateMany({
      where: { key: "r4", principalId },
      data: { status: null },
    });
    expect(await (await handle(post("r4"))).json()).toMatchObject({ status: "replayed" });
  });
});

test("an answer with a secret is never kept", async () => {
  const handle = route({ idempotent: false }, () => ({ body: { key: "cs_secret" } }));
  await handle(post("s1"));
  expect(await app.db.prisma.idempotencyRecord.count({ where: { key: "s1" } })).toBe(0);
});
