import { describe, expect, test } from "vitest";
import { problemOf, testApi } from "@/lib/testing/api";
import { fluxRef, llamaRef } from "@/lib/testing/engine";
import { openStream } from "@/lib/testing/stream";

const { app, replicate, rita, rob, ann, ada, nobody } = await testApi();
const runs = "/api/hitl/runs";

describe("another requester's run", () => {
  test("does not exist: not alone, not in a list, not its log, its stream or its files", async () => {
    const { run_id } = await rita.create({ hitl_config: { policy: "auto" } });
    for (const path of ["", "/events", "/outputs/0"]) {
      const problem = await problemOf(await rob.get(`${runs}/${run_id}${path}`), "run_not_found");
      const unknown = await problemOf(await rob.get(`${runs}/run_nope${path}`), "run_not_found");
      expect(problem.detail.replace(run_id, "")).toBe(unknown.detail.replace("run_nope", ""));
      await problemOf(await nobody.get(`${runs}/${run_id}${path}`), "unauthenticated");
    }
    expect((await rob.get(`${runs}/${run_id}/events`, { accept: "text/event-stream" })).status).toBe(404);
    expect(await (await rob.get(runs)).json()).toEqual({ data: [], next_cursor: null });
    expect(await (await rob.get("/api/hitl/events")).json()).toEqual({ data: [], next_cursor: null });
    for (const client of [rita, ann, ada]) {
      expect((await client.run(run_id)).run_id).toBe(run_id);
      expect((await client.get(`${runs}/${run_id}/outputs/0`)).status).toBe(200);
      expect((await (await openStream(client, `${runs}/${run_id}/events`)).rest()).length).toBeGreaterThan(5);
    }
  });
});

describe("an answer that nobody released", () => {
  test("is the reviewer's to see, and not its requester's, in any place", async () => {
    replicate.nextPredictions({ output: ["the ", "secret ", "answer"] });
    const asked = await rita.create({ model: llamaRef });
    const seen = await ann.decide(asked.run_id, "approve");
    expect(seen).toMatchObject({ current_step: "response_review", processed_response: "the secret answer" });
    const held = await rita.run(asked.run_id);
    expect(held).toMatchObject({
      status: "awaiting_human",
      processed_response: null,
      result: null,
      outputs: [],
    });
    const page = await (await rita.get(`${runs}/${asked.run_id}/events`)).text();
    expect(JSON.stringify(held) + page).not.toContain("secret");
    await ann.decide(asked.run_id, "edit", { edits: { response: "a better answer" } });
    const released = await rita.run(asked.run_id);
    expect(released).toMatchObject({ result: "a better answer", processed_response: "a better answer" });
    expect(JSON.stringify(released)).not.toContain("secret");
    expect(JSON.stringify(await ann.run(asked.run_id))).toContain("secret");
  });

  test("keeps its files to itself until it is released, and for ever when it is rejected", async () => {
    const [good, poor] = [await rita.create({ model: fluxRef }), await rita.create({ model: fluxRef })];
    for (const { run_id } of [good, poor]) {
      await ann.decide(run_id, "approve");
      await problemOf(await rita.get(`${runs}/${run_id}/outputs/0`), "not_found");
      expect((await ann.get(`${runs}/${run_id}/outputs/0`)).status).toBe(200);
    }
    const thumbnails = async () => {
      const { data } = await (await rita.get(runs)).json();
      return [good, poor].map(
        ({ run_id }) => data.find((row: { run_id: string }) => row.run_id === run_id).thumbnail_url,
      );
    };
    expect(await thumbnails()).toEqual([null, null]);
    await ann.decide(good.run_id, "approve");
    await ann.decide(poor.run_id, "reject", { reason: "not fit to be seen" });
    expect((await rita.get(`${runs}/${good.run_id}/outputs/0`)).status).toBe(200);
    await problemOf(await rita.get(`${runs}/${poor.run_id}/outputs/0`), "not_found");
    expect(await rita.run(poor.run_id)).toMatchObject({
      outputs: [],
      processed_response: null,
      result: null,
    });
    expect(await thumbnails()).toEqual([expect.stringContaining(good.run_id), null]);
  });

  test("is not known by its digest, size or type either, wherever its requester looks", async () => {
    const { run_id } = await rita.create({ model: fluxRef });
    const seen = await ann.decide(run_id, "approve");
    expect(seen.current_step).toBe("response_review");
    const where = { runId: run_id };
    const files = await app.db.prisma.artifact.findMany({ where });
    const answers = await app.db.prisma.responseRevision.findMany({ where });
    const facts = [
      ...files.flatMap(({ sha256, bytes, contentType }) => [sha256, `"bytes":${bytes}`, contentType]),
      ...answers.map(({ digest }) => digest),
    ];
    expect(files.length).toBeGreaterThan(0);
    const addresses = ["", "/events", "/evidence", "/receipts", "/revisions"].map(
      (path) => `${runs}/${run_id}${path}`,
    );
    const all = [...addresses, "/api/hitl/events?limit=200", runs, `${runs}/export?format=ndjson`];
    const toldTo = async (client: typeof rita) => {
      const texts = await Promise.all(all.map(async (path) => (await client.get(path)).text()));
      const stream = await openStream(client, `${runs}/${run_id}/events?after=0`);
      for (let frame = await stream.next(); frame !== null; frame = await stream.next()) {
        texts.push(JSON.stringify(frame.data));
        if (JSON.stringify(frame.data).includes('"step":"response_review","status":"awaiting_human"')) break;
      }
      await stream.close();
      return facts.filter((fact) => texts.some((text) => text.includes(fact)));
    };
    expect(await toldTo(ann)).toEqual(facts);
    expect(await toldTo(rita)).toEqual([]);
    const withheld = async (id: string): Promise<string[]> =>
      (await (await rita.get(`${runs}/${id}/evidence`)).text())
        .split("\n")
        .flatMap((line) => (line.includes('"withheld":true') ? JSON.parse(line).type : []));
    expect(await withheld(run_id)).toContain("attempt_finished");
    const released = await ann.decide(run_id, "approve");
    const theirs = await rita.run(run_id);
    expect(theirs).toMatchObject({ status: "completed", answer_digest: released.answer_digest });
    // What was released is theirs, and its evidence is whole; of what somebody edited the first answer is not.
    expect(await withheld(run_id)).not.toContain("attempt_finished");
    const other = await rita.create({ model: llamaRef });
    await ann.decide(other.run_id, "approve");
    await ann.decide(other.run_id, "edit", { edits: { response: "a better answer" } });
    expect((await rita.run(other.run_id)).status).toBe("completed");
    expect(await withheld(other.run_id)).toContain("attempt_finished");
  });
});
