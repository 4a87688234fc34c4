import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { EventView } from "@/lib/contracts/event";
import { type Page, page, type Run } from "@/lib/contracts/run";
import { createWakeups } from "@/lib/engine/wakeups";
import { type Client, exactly, problemOf, runOf, testApi, wanted } from "@/lib/testing/api";
import { fluxRef } from "@/lib/testing/engine";
import { type Frame, openStream, type Stream } from "@/lib/testing/stream";

const { app, replicate, rita, rob, ann } = await testApi();
const all = "/api/hitl/events";
const auto = { hitl_config: { policy: "auto" as const } };
const logOf = ({ run_id }: Pick<Run, "run_id">) => `/api/hitl/runs/${run_id}/events`;
const Entries = z.array(EventView);

/** Listeners that stand at the engine's wake-ups now. */
const listeners: { open: number } = { open: 0 };
const wakeups = createWakeups();
app.engine.context.wakeups = {
  announce: (runId) => wakeups.announce(runId),
  listen(runId) {
    const listener = wakeups.listen(runId);
    listeners.open += 1;
    let closed = false;
    return {
      next: (ms, signal) => listener.next(ms, signal),
      close() {
        if (!closed) listeners.open -= 1;
        closed = true;
        listener.close();
      },
    };
  },
};

async function entries(client: Client, path: string): Promise<Page<EventView>> {
  return exactly(page(EventView), await (await client.get(path)).json());
}

/** The entries among a stream's frames, each as the contract has it, with the frame's own id and type. */
function entriesIn(frames: Frame[]): EventView[] {
  const shown = frames.filter(({ event }) => event !== "connected" && event !== null);
  for (const { event, data } of shown) expect(event).toBe((data as EventView).type);
  return exactly(
    Entries,
    shown.map(({ data }) => data),
  );
}

describe("a page of a run's log", () => {
  test("holds every entry once, in order, from the first to the last", async () => {
    const run = await rita.create(auto);
    const { data, next_cursor } = await entries(rita, logOf(run));
    expect(next_cursor).toBeNull();
    expect(data.map(({ seq }) => seq)).toEqual(Array.from({ length: run.version }, (_, at) => at + 1));
    expect(data[0]).toMatchObject({ type: "run_created", run_id: run.run_id, actor: { id: rita.id } });
    expect(data.at(-1)?.type).toBe("run_completed");
  });

  test("goes on after a place, by after and by cursor", async () => {
    const run = await rita.create(auto);
    const { data } = await entries(rita, logOf(run));
    expect((await entries(rita, `${logOf(run)}?after=4`)).data).toEqual(data.slice(4));
    const seen: EventView[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const next: Page<EventView> = await entries(rita, `${logOf(run)}?limit=3&cursor=${cursor}`);
      seen.push(...next.data);
      cursor = next.next_cursor;
    }
    expect(seen).toEqual(data);
  });

  test.each([
    "limit=0",
    "limit=201",
    "limit=x",
    "limit=1.5",
    "after=-1",
    "after=x",
    "cursor=nonsense",
    `cursor=${Buffer.from("[1,2]").toString("base64url")}`,
    `cursor=${Buffer.from('["1"]').toString("base64url")}`,
    "what=1",
    "limit=1&limit=2",
  ])("refuses %s", async (query) => {
    const run = await rita.create(auto);
    for (const path of [logOf(run), all]) {
      await problemOf(await rita.get(`${path}?${query}`), "validation_error");
    }
  });

  test("after a place beyond everything is empty, however far beyond", async () => {
    const run = await rita.create(auto);
    const cursor = Buffer.from("[900000000000]").toString("base64url");
    for (const path of [logOf(run), all]) {
      for (const query of [
        "after=2147483647",
        "after=2147483648",
        "after=9007199254740991",
        `cursor=${cursor}`,
      ]) {
        expect(await entries(ann, `${path}?${query}`)).toEqual({ data: [], next_cursor: null });
      }
    }
  });
});

describe("the stream of a run", () => {
  test("begins with connected, gives everything in order and ends with a run that has ended", async () => {
    const run = await rita.create(auto);
    const stream = await openStream(rita, logOf(run));
    expect(stream.response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(stream.response.headers.get("cache-control")).toContain("no-store");
    const frames = await stream.rest();
    expect(frames[0]).toMatchObject({
      event: "connected",
      id: null,
      data: { type: "connected", run_id: run.run_id },
    });
    expect(entriesIn(frames)).toEqual((await entries(rita, logOf(run))).data);
    expect(frames.slice(1).map(({ id }) => id)).toEqual(entriesIn(frames).map(({ seq }) => String(seq)));
    expect(listeners.open).toBe(0);
  });

  test("tells live what a person decides, and ends after the last entry", async () => {
    const run = await rita.create();
    const stream = await openStream(rita, logOf(run));
    await stream.until(({ event }) => event === "awaiting_human");
    await ann.decide(run.run_id, "reject", { reason: "no" });
    const frames = await stream.rest();
    expect(frames.map(({ event }) => event)).toEqual(["decision", "run_cancelled"]);
  });

  test("goes on where a client says it was, by Last-Event-ID before ?after=", async () => {
    const run = await rita.create(auto);
    const { data } = await entries(rita, logOf(run));
    const from = async (query: string, headers: Record<string, string>) =>
      entriesIn(await (await openStream(rita, `${logOf(run)}${query}`, headers)).rest());
    expect(await from("?after=5", {})).toEqual(data.slice(5));
    expect(await from("", { "last-event-id": "7" })).toEqual(data.slice(7));
    expect(await from("?after=2", { "last-event-id": "7" })).toEqual(data.slice(7));
    expect(await from("", { "last-event-id": "nonsense" })).toEqual(data);
  });

  test("of a run that has ended does not come back for ever: nothing left to tell is 204", async () => {
    const { run_id, version } = await rita.create(auto);
    for (const place of [version, version + 1, "999999999999999"]) {
      const headers = { accept: "text/event-stream", "last-event-id": String(place) };
      const response = await rita.get(logOf({ run_id }), headers);
      expect([response.status, response.body]).toEqual([204, null]);
    }
    const before = await openStream(rita, logOf({ run_id }), { "last-event-id": String(version - 1) });
    expect(entriesIn(await before.rest())).toMatchObject([{ seq: version }]);
    const waiting = await rita.create();
    const open = await openStream(rita, logOf(waiting), { "last-event-id": String(waiting.version) });
    expect(open.response.status).toBe(200);
    await open.close();
    expect(listeners.open).toBe(0);
  });

  test("misses nothing and repeats nothing for a client that comes back after every entry", async () => {
    replicate.nextPredictions({ ends: { polls: 2 } });
    const run = await runOf(
      await rita.post("/api/hitl/runs", wanted({ model: fluxRef, ...auto }), { prefer: "wait=0" }),
    );
    const seen: EventView[] = [];
    while (seen.at(-1)?.type !== "run_completed") {
      const headers: Record<string, string> =
        seen.length > 0 ? { "last-event-id": String(seen.at(-1)?.seq) } : {};
      const stream = await openStream(rita, logOf(run), headers);
      seen.push(...entriesIn([await stream.until(({ event }) => event !== "connected")]));
      await stream.close();
    }
    expect(seen).toEqual((await entries(rita, logOf(run))).data);
    expect(listeners.open).toBe(0);
  });

  test("of a run that is not there, or is another's, is refused before it opens", async () => {
    const run = await rita.create();
    for (const path of [logOf({ run_id: "run_nope" }), logOf(run)]) {
      await problemOf(await rob.get(path, { accept: "text/event-stream" }), "run_not_found");
    }
    expect(listeners.open).toBe(0);
  });

  test("leaves no listener behind when its client goes away", async () => {
    const run = await rita.create();
    const stream = await openStream(rita, logOf(run));
    await stream.until(({ event }) => event === "awaiting_human");
    // To the log, and to news of rights.
    expect(listeners.open).toBe(2);
    await stream.close();
    expect(listeners.open).toBe(0);
    const cancelled = await openStream(rita, logOf(run));
    await cancelled.until(({ event }) => event === "awaiting_human");
    await cancelled.cancel();
    await expect.poll(() => listeners.open).toBe(0);
    const unread = await openStream(rita, logOf(run));
    unread.abort();
    await expect.poll(() => listeners.open).toBe(0);
  });
});

describe("a HEAD", () => {
  test("opens no stream, and leaves nothing behind", async () => {
    const waiting = await rita.create();
    const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const before = timers();
    for (const path of [all, logOf(waiting)]) {
      for (let times = 0; times < 20; times++) {
        const controller = new AbortController();
        const init = { headers: { accept: "text/event-stream" }, signal: controller.signal };
        const response = await rita.send("HEAD", path, init);
        expect([response.status, response.body]).toEqual([200, null]);
        expect(response.headers.get("content-type")).toContain("text/event-stream");
      }
    }
    expect(listeners.open).toBe(0);
    // A stream's heartbeat would be one each; the engine's own come and go.
    expect(timers()).toBeLessThan(before + 10);
  });
});

describe("many streams", () => {
  test("ask the database no more often than one, and are told the same", async () => {
    const run = await rita.create();
    const reads = vi.spyOn(app.db.prisma.runEvent, "findMany");
    const asked = async (count: number) => {
      const streams: Stream[] = [];
      for (let opened = 0; opened < count; opened++) {
        const stream = await openStream(ann, opened % 2 === 0 ? all : `${logOf(run)}?after=${run.version}`);
        await stream.until(({ event }) => event === "connected");
        streams.push(stream);
      }
      await ann.post(`/api/hitl/runs/${run.run_id}/comments`, { message: "the first" });
      for (const stream of streams) await stream.until(({ event }) => event === "comment");
      const before = reads.mock.calls.length;
      await ann.post(`/api/hitl/runs/${run.run_id}/comments`, { message: "the second" });
      for (const stream of streams) {
        expect(await stream.until(({ event }) => event === "comment")).toMatchObject({
          data: { message: "the second" },
        });
      }
      const calls = reads.mock.calls.length - before;
      for (const stream of streams) await stream.close();
      return calls;
    };
    const one = await asked(1);
    expect(one).toBeGreaterThan(0);
    expect(await asked(50)).toBeLessThanOrEqual(one);
    reads.mockRestore();
    expect(listeners.open).toBe(0);
  });

  test("that are read slowly miss nothing, whatever came meanwhile", async () => {
    const run = await rita.create();
    const stream = await openStream(ann, `${logOf(run)}?after=${run.version}`);
    await stream.until(({ event }) => event === "connected");
    const said = Array.from({ length: 12 }, (_, at) => `remark ${at}`);
    for (const message of said) await ann.post(`/api/hitl/runs/${run.run_id}/comments`, { message });
    const frames = await stream.takeUntil((taken) => taken.length === said.length);
    await stream.close();
    expect(entriesIn(frames).map(({ message }) => message)).toEqual(said);
  });
});

describe("the stream of all runs", () => {
  test("begins now, and tells every run's entries under increasing ids", async () => {
    const stream = await openStream(ann, all);
    await stream.until(({ event }) => event === "connected");
    const [one, other] = await Promise.all([rita.create(auto), rob.create(auto)]);
    const frames = await stream.takeUntil(
      (taken) => taken.filter(({ event }) => event === "run_completed").length === 2,
    );
    await stream.close();
    const shown = entriesIn(frames);
    expect(shown.map(({ id }) => id)).toEqual(shown.map(({ id }) => id).toSorted((a, b) => a - b));
    expect(frames.map(({ id }) => id)).toEqual(shown.map(({ id }) => String(id)));
    for (const run of [one, other]) {
      expect(shown.filter(({ run_id }) => run_id === run.run_id).map(({ seq }) => seq)).toEqual(
        Array.from({ length: run.version }, (_, at) => at + 1),
      );
    }
  });

  test("shows a requester their own runs only", async () => {
    const stream = await openStream(rita, all);
    await stream.until(({ event }) => event === "connected");
    await rob.create(auto);
    const mine = await rita.create(auto);
    const shown = entriesIn(await stream.takeUntil((taken) => taken.at(-1)?.event === "run_completed"));
    await stream.close();
    expect(new Set(shown.map(({ run_id }) => run_id))).toEqual(new Set([mine.run_id]));
    const { data } = await entries(rob, `${all}?limit=200`);
    expect(data.some(({ run_id }) => run_id === mine.run_id)).toBe(false);
  });

  test("misses nothing and repeats nothing for a client that comes back after every entry", async () => {
    const before = (await entries(ann, `${all}?limit=1`)).data[0]?.id ?? 0;
    const last = await app.db.prisma.runEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(before).toBeLessThan(last.id);
    const made = Promise.all([rita.create(auto), rob.create(auto), rita.create(auto)]);
    const seen: EventView[] = [];
    while (seen.filter(({ type }) => type === "run_completed").length < 3) {
      const stream = await openStream(ann, `${all}?after=${seen.at(-1)?.id ?? last.id}`);
      seen.push(...entriesIn([await stream.until(({ event }) => event !== "connected")]));
      await stream.close();
    }
    await made;
    await expect.poll(() => listeners.open).toBe(0);
    expect(seen).toEqual((await entries(ann, `${all}?after=${last.id}&limit=200`)).data);
  });
});
