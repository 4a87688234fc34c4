import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EventView } from "@/lib/contracts/event";
import { createWakeups } from "@/lib/engine/wakeups";
import { eventStream } from "./sse";

let open = 0;

beforeEach(() => {
  open = 0;
  news = createWakeups();
  // The beat of a stream is all that is counted: other tests of this process may still have timers of their own.
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
});
afterEach(() => {
  vi.useRealTimers();
});

const connected = { type: "connected" };
const idOf = ({ seq }: EventView) => seq;

const failed = vi.fn();
const mayGoOn = vi.fn(async () => true);
let news = createWakeups();

function stream(
  follow: (signal: AbortSignal) => AsyncGenerator<EventView>,
  signal = new AbortController().signal,
) {
  const rights = news.listen("rights");
  const { body } = eventStream(follow, { idOf, connected, signal, mayGoOn, rights, failed });
  if (body === null) throw new Error("no body");
  return body.pipeThrough(new TextDecoderStream()).getReader();
}

/** A log that nothing happens in until its signal aborts. */
async function* quiet(signal: AbortSignal): AsyncGenerator<EventView> {
  open += 1;
  try {
    await new Promise((resolve) => signal.addEventListener("abort", resolve));
  } finally {
    open -= 1;
  }
}

test("a quiet stream sends a comment every fifteen seconds", async () => {
  const reader = stream(quiet);
  expect((await reader.read()).value).toBe('retry: 1000\n\nevent: connected\ndata: {"type":"connected"}\n\n');
  for (let beats = 0; beats < 3; beats++) {
    const next = reader.read();
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await next).value).toMatch(/^:.*\n\n$/);
  }
});

test("a reader that does not read is not sent comments without end", async () => {
  const reader = stream(quiet);
  await vi.advanceTimersByTimeAsync(3_600_000);
  let text = "";
  for (let reads = 0; reads < 5; reads++) {
    const next = reader.read();
    await vi.advanceTimersByTimeAsync(15_000);
    text += (await next).value;
  }
  expect(text.match(/^:/gm)?.length ?? 0).toBeLessThan(12);
});

test("a log that cannot be read ends the stream, and no timer is left to trip over it", async () => {
  async function* broken(): AsyncGenerator<EventView> {
    yield await Promise.reject(new Error("the database went away"));
  }
  const reader = stream(broken);
  await expect(reader.read().then(() => reader.read())).rejects.toThrow("the database went away");
  expect(vi.getTimerCount()).toBe(0);
  expect(failed).toHaveBeenCalledOnce();
});

test("a stream ends with the right to read it", async () => {
  const reader = stream(quiet);
  await reader.read();
  mayGoOn.mockResolvedValueOnce(false);
  const next = reader.read();
  await vi.advanceTimersByTimeAsync(15_000);
  expect((await next).done).toBe(true);
  expect([vi.getTimerCount(), open]).toEqual([0, 0]);
});

test("a stream ends at once when its right was taken, before the next heartbeat", async () => {
  const reader = stream(quiet);
  await reader.read();
  const next = reader.read();
  mayGoOn.mockResolvedValueOnce(false);
  news.announce("rights");
  expect((await next).done).toBe(true);
  expect([vi.getTimerCount(), open]).toEqual([0, 0]);
});

test("nothing is left when its reader goes away, stops reading, or never read", async () => {
  const leave = {
    "goes away": async (reader: ReturnType<typeof stream>, controller: AbortController) => {
      await reader.read();
      controller.abort();
    },
    "stops reading": async (reader: ReturnType<typeof stream>) => {
      await reader.read();
      void reader.cancel();
    },
    "never read": async (_: unknown, controller: AbortController) => controller.abort(),
  };
  for (const [how, go] of Object.entries(leave)) {
    const controller = new AbortController();
    const reader = stream(quiet, controller.signal);
    expect(vi.getTimerCount(), how).toBe(1);
    await go(reader, controller);
    await vi.advanceTimersByTimeAsync(0);
    expect([vi.getTimerCount(), open], how).toEqual([0, 0]);
  }
});
