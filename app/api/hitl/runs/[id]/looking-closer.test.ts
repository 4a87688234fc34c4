import { beforeAll, describe, expect, it } from "vitest";
import { DecisionOutcome, Revision, RevisionDetail, Verification } from "@/lib/contracts/evidence";
import { exactly, problemOf, runOf, type TestApi, testApi } from "@/lib/testing/api";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});

describe("a claim", () => {
  it("shows who is looking, lasts until released, and locks nobody out", async () => {
    const { run_id } = await api.rita.create();
    const claimed = await runOf(await api.ann.post(`/api/hitl/runs/${run_id}/claim`));
    expect(claimed.claimed_by?.id).toBe(api.ann.id);
    await api.bob.post(`/api/hitl/runs/${run_id}/release`);
    expect((await api.ann.run(run_id)).claimed_by?.id).toBe(api.ann.id);
    await api.ann.post(`/api/hitl/runs/${run_id}/release`);
    expect((await api.ann.run(run_id)).claimed_by).toBeNull();
    await api.ann.post(`/api/hitl/runs/${run_id}/claim`);
    expect((await api.bob.decide(run_id, "reject", { reason: "no" })).status).toBe("cancelled");
    await problemOf(await api.ann.post(`/api/hitl/runs/${run_id}/claim`), "invalid_state");
    await problemOf(await api.rita.post(`/api/hitl/runs/${run_id}/claim`), "forbidden");
  });

  it("says until when it lasts, and is made once for each Idempotency-Key", async () => {
    const { run_id } = await api.rita.create();
    const claim = () =>
      api.ann.post(`/api/hitl/runs/${run_id}/claim`, undefined, { "idempotency-key": `claim ${run_id}` });
    const first = await runOf(await claim());
    const again = await claim();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await runOf(again)).toEqual(first);
    const { data } = await (await api.bob.get(`/api/hitl/runs/${run_id}/events`)).json();
    const claims = data.filter(({ type }: { type: string }) => type === "claimed");
    expect(claims).toMatchObject([{ actor: { id: api.ann.id }, data: { until: first.claimed_until } }]);
  });

  it("given back by somebody who has none is answered with the run as it is", async () => {
    const { run_id, version } = await api.rita.create();
    expect(await runOf(await api.bob.post(`/api/hitl/runs/${run_id}/release`))).toMatchObject({
      claimed_by: null,
      version,
    });
  });
});

describe("a comment", () => {
  it("goes into the log and changes nothing else, also after the end", async () => {
    const { run_id } = await api.rita.create({ hitl_config: { policy: "auto" } });
    const response = await api.rita.post(`/api/hitl/runs/${run_id}/comments`, { message: "thank you" });
    expect(response.status).toBe(201);
    const events = await (await api.rita.get(`/api/hitl/runs/${run_id}/events`)).json();
    expect(events.data.at(-1)).toMatchObject({ type: "comment", message: "thank you", status: "completed" });
    await problemOf(
      await api.rita.post(`/api/hitl/runs/${run_id}/comments`, { message: " " }),
      "validation_error",
    );
    await problemOf(
      await api.rob.post(`/api/hitl/runs/${run_id}/comments`, { message: "hm" }),
      "run_not_found",
    );
  });
});

describe("revisions", () => {
  it("are kept, numbered, and can be compared any two", async () => {
    const { run_id } = await api.rita.create();
    const edits = { payload: { seed: 7, width: 640 } };
    await api.ann.decide(run_id, "edit", { edits, approve: false });
    const { data } = await (await api.ann.get(`/api/hitl/runs/${run_id}/revisions`)).json();
    expect(data.map((one: unknown) => exactly(Revision, one).kind)).toEqual(["example", "proposed", "edit"]);
    const detail = await (await api.ann.get(`/api/hitl/runs/${run_id}/revisions/3?diff_from=2`)).json();
    expect(exactly(RevisionDetail, detail)).toMatchObject({ payload: { seed: 7, width: 640 }, diff_from: 2 });
    expect(detail.diff.map((change: { pointer: string }) => change.pointer).toSorted()).toEqual([
      "/seed",
      "/width",
    ]);
    await problemOf(await api.ann.get(`/api/hitl/runs/${run_id}/revisions/9`), "not_found");
  });
});

describe("evidence", () => {
  it("is the whole log with its chain, and verifying finds it intact until somebody changes it", async () => {
    const { run_id } = await api.rita.create({ hitl_config: { policy: "auto" } });
    const text = await (await api.rita.get(`/api/hitl/runs/${run_id}/evidence`)).text();
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line))
      // The head over it, which is signed a moment later, may stand at its end already.
      .filter((line) => !("head" in line));
    expect(lines[0]).toMatchObject({ type: "run_created", seq: 1, prev_hash: "0".repeat(64) });
    for (const [index, line] of lines.entries()) {
      if (index > 0) expect(line.prev_hash).toBe(lines[index - 1].hash);
    }
    const verify = async (body: object) =>
      exactly(Verification, await (await api.ada.post("/api/hitl/audit/verify", body)).json());
    expect(await verify({ run_id })).toMatchObject({
      intact: true,
      runs_checked: 1,
      events_checked: lines.length,
    });
    expect((await verify({})).intact).toBe(true);
    await api.app.db.prisma.runEvent.update({
      where: { runId_seq: { runId: run_id, seq: 2 } },
      data: { message: "nothing to see" },
    });
    expect(await verify({})).toMatchObject({ intact: false, breaks: [{ run_id, seq: 2 }] });
    await problemOf(await api.ann.post("/api/hitl/audit/verify"), "forbidden");
  });
});

describe("a bulk decision", () => {
  it("tells for each run, in order, what became of it", async () => {
    const runs = await Promise.all([1, 2, 3].map(() => api.rita.create()));
    await api.bob.decide(runs[1]?.run_id ?? "", "reject", { reason: "mine" });
    const named = runs.map(({ run_id, approval_token }) => ({
      run_id,
      approval_token: approval_token ?? "",
    }));
    const body = { action: "reject", runs: named, message: "not today" };
    const { data } = await (await api.ann.post("/api/hitl/decisions", body)).json();
    const outcomes = data.map((one: unknown) => exactly(DecisionOutcome, one));
    expect(outcomes.map(({ decided }: DecisionOutcome) => decided)).toEqual([true, false, true]);
    expect(outcomes[1].problem).toMatchObject({ code: "already_decided", decision: { message: "mine" } });
    await problemOf(await api.rita.post("/api/hitl/decisions", body), "forbidden");
  });

  it("is kept under its Idempotency-Key by statuses, codes and ids: what people said is no part of it", async () => {
    const { run_id, approval_token = "" } = await api.rita.create();
    await api.bob.decide(run_id, "reject", { reason: "a Kanarienvogel" });
    const runs = [{ run_id, approval_token }];
    const headers = { "idempotency-key": `bulk ${run_id}` };
    const body = { action: "reject", runs, message: "not today" };
    const decide = async () => (await api.ann.post("/api/hitl/decisions", body, headers)).json();
    const first = await decide();
    expect(first.data[0].problem.decision.message).toBe("a Kanarienvogel");
    const again = await decide();
    exactly(DecisionOutcome, again.data[0]);
    expect(again.data).toMatchObject([{ run_id, decided: false, problem: { code: "already_decided" } }]);
    const kept = await api.app.db.prisma.idempotencyRecord.findMany({ where: { key: `bulk ${run_id}` } });
    expect(kept).toHaveLength(1);
    expect(kept[0]?.body).not.toContain("Kanarienvogel");
  });

  it("nor is the next run's answer, once that was erased", async () => {
    await api.rita.create();
    const key = { "idempotency-key": "next please" };
    const next = await runOf(await api.ann.post("/api/hitl/runs/next", {}, key));
    const again = await runOf(await api.ann.post("/api/hitl/runs/next", {}, key));
    expect(again.run_id).toBe(next.run_id);
    await api.ann.decide(next.run_id, "reject", { reason: "no" });
    expect((await api.ada.delete(`/api/hitl/runs/${next.run_id}/documents`)).status).toBe(200);
    const kept = await api.app.db.prisma.idempotencyRecord.findFirst({ where: { key: "next please" } });
    expect(kept).toMatchObject({ runId: next.run_id, body: null });
  });

  it("why something is erased is said in the body, and in the address by older clients", async () => {
    const whys: string[] = [];
    for (const [query, body] of [
      ["", { why: "they asked" }],
      ["?why=they%20wrote", null],
    ] as const) {
      const { run_id } = await api.rita.create();
      await api.ann.decide(run_id, "reject", { reason: "no" });
      const address = `/api/hitl/runs/${run_id}/documents${query}`;
      const erased = await (body ? api.ada.delete(address, body) : api.ada.send("DELETE", address));
      expect(erased.status).toBe(200);
      const newest = { where: { action: "run.erased" }, orderBy: { id: "desc" } } as const;
      whys.push((await api.app.db.prisma.auditEntry.findFirstOrThrow(newest)).why ?? "");
    }
    expect(whys).toEqual(["they asked", "they wrote"]);
  });
});
