import { beforeEach, describe, expect, it } from "vitest";
import { Run, type RunSummary } from "@/lib/contracts/run";
import { testApi } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";
import { warnAgain } from "./warn-once";

const api = await testApi({ enableHitlOrchestrator: true });
const { app, replicate } = api;
const body = { prompt: "a red bicycle on a quay", model: fluxRef, user_id: "user-7" };
const auto = { ...body, hitl_config: { policy: "auto" } };
const waits = { prefer: "wait=20" };

async function told(asked: Promise<Response>) {
  const response = await asked;
  return { status: response.status, headers: response.headers, json: await response.json() };
}

async function stage(change: object) {
  const { status, json } = await told(api.ada.put("/api/rollout", { why: "a test", ...change }));
  expect(status, JSON.stringify(json)).toBe(200);
}

beforeEach(async () => {
  const { state } = (await told(api.ada.get("/api/rollout"))).json as {
    state: { stage: string; shadow: boolean };
  };
  if (state.stage !== "off") await told(api.ada.post("/api/rollout/rollback", { why: "the next test" }));
});

describe("the older endpoints", () => {
  it("answer 200 to one and the same body, as the new one does", async () => {
    const answers = await Promise.all(
      ["/api/teams/run", "/api/teams/run-hitl", "/api/hitl/runs"].map((path) =>
        told(api.rita.post(path, auto, waits)),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const runs = answers.map(({ json }) => Run.parse(json));
    expect(runs.map(({ path }) => path)).toEqual(["legacy", "hitl", "hitl"]);
    for (const run of runs) {
      expect(run.status).toBe("completed");
      expect(run.run_id).toMatch(/^run_/);
      expect(run.step_history[0]).toMatchObject({ step: "created", status: "queued" });
      expect(run.provider).toBe("replicate");
    }
  });

  it("say that they are deprecated, until when they stay, and what follows them", async () => {
    const { headers } = await told(api.rita.post("/api/teams/run", auto));
    expect(headers.get("deprecation")).toBe("@1795478400");
    expect(new Date(Number(headers.get("deprecation")?.slice(1)) * 1000).toISOString()).toBe(
      "2026-11-24T00:00:00.000Z",
    );
    expect(headers.get("sunset")).toBe("Mon, 31 May 2027 00:00:00 GMT");
    expect(headers.get("link")).toBe('</api/hitl/runs>; rel="successor-version"');
    await stage({ plan: [{ name: "deprecate", planned_for: "2027-03-01" }] });
    const refused = await told(api.rita.post("/api/teams/run", {}));
    expect(refused.status).toBe(400);
    expect(refused.headers.get("sunset")).toBe("Mon, 01 Mar 2027 00:00:00 GMT");
  });

  it("warn once in the log, however many requests come", async () => {
    warnAgain();
    const before = app.lines.length;
    for (let n = 0; n < 3; n++) await told(api.rita.post("/api/teams/run", auto));
    const warnings = app.lines.slice(before).filter(({ msg }) => String(msg).includes("deprecated"));
    expect(warnings).toHaveLength(1);
  });

  it("take the new path when the request says so, or the rollout has the user there", async () => {
    const path = async (query = "", more: object = {}) =>
      Run.parse((await told(api.rita.post(`/api/teams/run${query}`, { ...auto, ...more }, waits))).json).path;
    expect(await path("?use_hitl=true")).toBe("hitl");
    expect(await path("?use_hitl=false")).toBe("legacy");
    await stage({ stage: "people", user_ids: ["user-7"] });
    expect(await path()).toBe("hitl");
    expect(await path("", { user_id: "user-8" })).toBe("legacy");
    await stage({ preset: "everyone" });
    expect(await path("", { user_id: null })).toBe("hitl");
    await told(api.ada.post("/api/rollout/rollback", { why: "enough seen" }));
    expect(await path()).toBe("legacy");
  });

  it("take yes and no as the languages of clients write them", async () => {
    const pathOf = async (flag: string) =>
      Run.parse((await told(api.rita.post(`/api/teams/run?use_hitl=${flag}`, auto, waits))).json).path;
    for (const flag of ["True", "1", "yes"]) expect(await pathOf(flag)).toBe("hitl");
    for (const flag of ["False", "0", "no"]) expect(await pathOf(flag)).toBe("legacy");
  });

  it("keep the keys they do not know, each at its place, and say which", async () => {
    const more = {
      ...body,
      team: "red",
      Überschrift: { a: 1 },
      metadata: { case: 7 },
      attachments: [{ url: "https://a.example/photo.png", mime: "image/png" }],
      hitl_config: { policy: "require_human", enabled: true },
    };
    const extra = {
      team: "red",
      Überschrift: { a: 1 },
      attachments: { "0": { mime: "image/png" } },
      hitl_config: { enabled: true },
    };
    for (const path of ["/api/teams/run", "/api/teams/run-hitl"]) {
      const once = { "idempotency-key": `extra ${path}`, ...waits };
      for (const replayed of [null, "true"]) {
        const { json, headers } = await told(api.rita.post(path, more, once));
        expect(Run.parse(json).metadata).toEqual({ case: 7, extra });
        expect(headers.get("idempotent-replayed")).toBe(replayed);
        expect(headers.get("warning")).toBe(
          '299 - "Unknown keys, kept in metadata.extra: /team, /%C3%9Cberschrift, /attachments/0/mime, /hitl_config/enabled"',
        );
      }
    }
    expect((await told(api.rita.post("/api/hitl/runs", more))).status).toBe(400);
  });

  it("never drop a threshold they do not know, nor what the client itself calls extra", async () => {
    const thresholds = {
      hitl_config: { policy: "auto_with_thresholds", review_thresholds: { cost_max: 1 } },
    };
    for (const more of [thresholds, { metadata: { extra: 1 }, team: "red" }]) {
      const { status, headers } = await told(api.rita.post("/api/teams/run", { ...body, ...more }));
      expect([status, headers.get("warning")]).toEqual([400, null]);
    }
  });

  it("call the provider once for one Idempotency-Key", async () => {
    const before = replicate.predictions.length;
    const once = { "idempotency-key": "older-1" };
    const first = await told(api.rita.post("/api/teams/run", auto, once));
    const second = await told(api.rita.post("/api/teams/run", auto, once));
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect(Run.parse(second.json).run_id).toBe(Run.parse(first.json).run_id);
    expect(replicate.predictions.length - before).toBe(1);
    expect((await told(api.rita.post("/api/teams/run", { ...auto, prompt: "another" }, once))).status).toBe(
      409,
    );
  });

  it("show a record in the list, with its payload, its files and an intact log, and ask nobody", async () => {
    const run = Run.parse((await told(api.rita.post("/api/teams/run", body))).json);
    expect(run).toMatchObject({
      status: "completed",
      path: "legacy",
      suggested_payload: { prompt: body.prompt },
      decisions: [],
      attempts: [{ number: 1, outcome: "succeeded" }],
      error: null,
    });
    expect(run.outputs).toHaveLength(1);
    expect(run.result).toEqual([run.outputs[0]?.url]);
    const list = (await told(api.rita.get("/api/hitl/runs?limit=1"))).json as { data: RunSummary[] };
    expect(list.data[0]).toMatchObject({ run_id: run.run_id, path: "legacy" });
    const verified = await told(api.ada.post("/api/hitl/audit/verify", { run_id: run.run_id }));
    expect(verified.json).toMatchObject({ intact: true });
    expect(await app.db.prisma.review.count({ where: { runId: run.run_id } })).toBe(0);
  });

  it("refuse what the new path refuses, and keep nothing of it", async () => {
    const before = await api.rows();
    expect((await told(api.rita.post("/api/teams/run", { ...body, prompt: "" }))).status).toBe(400);
    expect(
      (await told(api.rita.post("/api/teams/run", { ...body, model: "replicate:no/such" }))).status,
    ).toBe(404);
    expect((await told(api.rita.post("/api/teams/run?use_hitl=maybe", body))).status).toBe(400);
    expect((await told(api.nobody.post("/api/teams/run", body))).status).toBe(401);
    expect(await api.rows()).toEqual(before);
  });
});

describe("the shadow", () => {
  it("tells what the new path would have done, and changes nothing for the request", async () => {
    await stage({ shadow: true, shadow_policy: { policy: "auto_with_thresholds" } });
    const risky = { ...body, prompt: "write to anna.smith@example.com about a red bicycle" };
    const calm = Run.parse((await told(api.rita.post("/api/teams/run", body))).json);
    const odd = Run.parse((await told(api.rita.post("/api/teams/run", risky))).json);
    expect([calm.status, odd.status]).toEqual(["completed", "completed"]);
    await expect.poll(() => app.db.prisma.shadowRun.count()).toBe(2);
    const { json } = await told(api.ada.get("/api/rollout/shadow"));
    expect(json).toMatchObject({
      requests: 2,
      would_wait: 1,
      would_wait_share: 0.5,
      by_rule: [{ step: "information_review", rule: "safety_flags", requests: 1 }],
      by_model: [{ model: "black-forest-labs/flux-schnell", requests: 2, would_wait: 1 }],
      waiting_outcomes: { runs: 1, completed: 1 },
      examples: [{ run_id: odd.run_id, would_pause_at: "information_review" }],
    });
    const draft = { policy: { policy: "require_human" }, source: "shadow" };
    expect((await told(api.ada.post("/api/hitl/policies/simulate", draft))).json).toMatchObject({
      runs: 2,
      reviews_actual: 0,
      reviews_added: 4,
    });
  });

  it("cannot fail the request it looks at", async () => {
    await app.db.prisma.$executeRawUnsafe('ALTER TABLE "ShadowRun" RENAME TO "Gone"');
    try {
      const answer = await told(api.rita.post("/api/teams/run", body));
      expect(answer.status).toBe(200);
      const { run_id } = Run.parse(answer.json);
      const warned = () =>
        app.lines.some((line) => line.run_id === run_id && /shadow/.test(String(line.msg)));
      await expect.poll(warned).toBe(true);
    } finally {
      await app.db.prisma.$executeRawUnsafe('ALTER TABLE "Gone" RENAME TO "ShadowRun"');
    }
  });
});
