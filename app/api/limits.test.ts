import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { KeyLimits } from "@/lib/contracts/limits";
import { KeyView } from "@/lib/contracts/people";
import type { Role } from "@/lib/contracts/words";
import { Client, exactly, problemOf, testApi, wanted } from "@/lib/testing/api";
import { testKey, testPerson } from "@/lib/testing/app";
import { openStream } from "@/lib/testing/stream";

const { app, rita, ann, ada, rob } = await testApi();

async function keyWith(role: Role, limits: KeyLimits): Promise<Client> {
  const { id, authorization } = await testKey(app, role, limits);
  return new Client(id, { authorization });
}

const standing = ({ headers }: Response) => headers.get("ratelimit");
const policy = ({ headers }: Response) => headers.get("ratelimit-policy");

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

function pass(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

describe("a principal", () => {
  test("cannot ask for more in a minute than its limit, and is told how it stands and when to come back", async () => {
    const key = await keyWith("requester", { reads: 3 });
    for (const left of [2, 1, 0]) {
      const response = await key.get("/api/me");
      expect([response.status, standing(response)]).toEqual([200, `"reads";r=${left};t=60`]);
      expect(policy(response)).toBe('"reads";q=3;w=60');
    }
    pass(20);
    const refused = await key.get("/api/me");
    expect(refused.headers.get("retry-after")).toBe("40");
    expect(standing(refused)).toBe('"reads";r=0;t=40');
    await problemOf(refused, "rate_limit_exceeded");
    pass(40);
    expect((await key.get("/api/me")).status).toBe(200);
  });

  test("takes nothing from the others, nor one kind from another", async () => {
    const [one, other] = [
      await keyWith("requester", { creates: 1 }),
      await keyWith("requester", { creates: 1 }),
    ];
    const make = (key: Client) => key.post("/api/hitl/runs", wanted());
    expect((await make(one)).status).toBe(200);
    await problemOf(await make(one), "rate_limit_exceeded");
    await problemOf(await one.post("/api/teams/run-hitl", wanted()), "rate_limit_exceeded");
    await problemOf(await one.post("/api/teams/run", wanted()), "rate_limit_exceeded");
    expect((await make(other)).status).toBe(200);
    expect((await one.post("/api/hitl/preview", wanted())).status).toBe(200);
    expect((await one.get("/api/hitl/runs")).status).toBe(200);
  });

  test("has the limits of its role where none were set", async () => {
    const policies = async (client: Client) => [
      policy(await client.post("/api/hitl/runs", wanted())),
      policy(await client.post("/api/hitl/preview", wanted())),
      policy(await client.get("/api/hitl/runs")),
      policy(await client.post("/api/hitl/runs/run_x/comments", { message: "hm" })),
    ];
    const requester = ['"creates";q=120;w=60', '"previews";q=300;w=60', '"reads";q=2000;w=60'];
    const decisions = '"decisions";q=600;w=60';
    expect(await policies(await keyWith("requester", {}))).toEqual([...requester, decisions]);
    expect((await policies(await keyWith("reviewer", {})))[3]).toBe(decisions);
    expect(await policies(await keyWith("admin", {}))).toEqual([null, null, null, null]);
    const { id, cookie } = await testPerson(app, "requester");
    expect(policy(await new Client(id, { cookie }).get("/api/hitl/runs"))).toBe(requester[2]);
    const boss = await testPerson(app, "admin");
    expect(policy(await new Client(boss.id, { cookie: boss.cookie }).get("/api/hitl/runs"))).toBeNull();
  });

  test("pays for what costs more: rows of a page, an export, each run of a bulk decision", async () => {
    const key = await keyWith("reviewer", { reads: 100, decisions: 5 });
    expect(standing(await key.get("/api/hitl/runs?limit=200"))).toBe('"reads";r=96;t=60');
    expect(standing(await key.get("/api/hitl/runs/export?format=csv"))).toBe('"reads";r=46;t=60');
    const runs = Array.from({ length: 3 }, (_, at) => ({ run_id: `run_${at}`, approval_token: "t" }));
    const bulk = () => key.post("/api/hitl/decisions", { action: "reject", runs, message: "no" });
    expect(standing(await bulk())).toBe('"decisions";r=2;t=60');
    await problemOf(await bulk(), "rate_limit_exceeded");
  });

  test("that waits for its run may look often: what finds nothing new costs a twentieth", async () => {
    const { run_id } = await rita.create();
    const key = await keyWith("reviewer", { reads: 10 });
    const look = () => key.get(`/api/hitl/runs/${run_id}`);
    expect(standing(await look())).toBe('"reads";r=9;t=60');
    for (let polls = 0; polls < 20; polls++) expect((await look()).status).toBe(200);
    expect(standing(await key.get("/api/me"))).toBe('"reads";r=7;t=60');
    await ann.post(`/api/hitl/runs/${run_id}/comments`, { message: "news" });
    expect(standing(await look())).toBe('"reads";r=6;t=60');
    await ann.decide(run_id, "reject", { reason: "no" });
    await look();
    await look();
    expect(standing(await look())).toBe('"reads";r=3;t=60');
  });

  test("cannot take more streams than it may have open, and gets back what it closed", async () => {
    const key = await keyWith("requester", { streams: 2 });
    const open = () => openStream(key, "/api/hitl/events");
    const [first, second] = [await open(), await open()];
    const third = await key.get("/api/hitl/events", { accept: "text/event-stream" });
    expect(Number(third.headers.get("retry-after"))).toBeGreaterThan(0);
    await problemOf(third, "rate_limit_exceeded");
    expect((await key.get("/api/hitl/events")).status).toBe(200);
    await first.close();
    const again = await open();
    expect(again.response.status).toBe(200);
    const run = await rob.create();
    await problemOf(
      await key.get(`/api/hitl/runs/${run.run_id}/events`, { accept: "text/event-stream" }),
      "run_not_found",
    );
    for (const stream of [second, again]) await stream.cancel();
    await expect.poll(async () => (await openStream(key, "/api/hitl/events")).close()).toBeUndefined();
  });
});

describe("a key's limits", () => {
  test("are set with the key, shown, changed and taken back, and count from the next request on", async () => {
    const made = await (
      await ada.post("/api/keys", { name: "busy", role: "requester", limits: { reads: 1, streams: 3 } })
    ).json();
    expect(made.limits).toEqual({ creates: 120, previews: 300, reads: 1, decisions: 600, streams: 3 });
    const key = new Client(made.id, { authorization: `Bearer ${made.key}` });
    expect((await key.get("/api/me")).status).toBe(200);
    await problemOf(await key.get("/api/me"), "rate_limit_exceeded");
    const change = (body: object) =>
      ada.send("PATCH", `/api/keys/${made.id}`, {
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      });
    const changed = exactly(KeyView, await (await change({ limits: { reads: 5_000 } })).json());
    expect(changed.limits).toMatchObject({ reads: 5_000, streams: 20 });
    expect(policy(await key.get("/api/me"))).toBe('"reads";q=5000;w=60');
    const { data } = await (await ada.get("/api/keys?limit=200")).json();
    expect(data.find(({ id }: KeyView) => id === made.id)).toMatchObject({ limits: { reads: 5_000 } });
    expect(exactly(KeyView, await (await change({ limits: {}, name: "calm" })).json())).toMatchObject({
      name: "calm",
      limits: { reads: 2_000 },
    });
    await problemOf(await change({ limits: { reads: -1 } }), "validation_error");
    await problemOf(await change({ limits: { writes: 1 } }), "validation_error");
  });
});
