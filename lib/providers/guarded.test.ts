import { beforeEach, describe, expect, test } from "vitest";
import { said } from "@/lib/contracts/sentences";
import type { Execution, Prediction, Provider, ProviderCall } from "./contract";
import { guarded } from "./guarded";
import type { ProviderLimits } from "./limits";
import { ProviderError } from "./provider-error";
import { replicateBudgets } from "./replicate/limits";
import { createReplicate } from "./replicate/provider";

const never = new AbortController().signal;
const call: ProviderCall = {
  model: { name: "owner/model", version: null },
  payload: {},
  attemptKey: "run_1.1",
  webhookUrl: null,
};
const prediction: Prediction = {
  id: "p1",
  status: "processing",
  output: null,
  error: null,
  logs: "",
  progress: null,
  startedAt: null,
  completedAt: null,
  predictTimeMs: null,
  version: null,
};

let time: number;
let outcome: ProviderError | null;
let sent: string[];
beforeEach(() => {
  time = Date.parse("2026-03-01T12:00:00.000Z");
  outcome = null;
  sent = [];
});
const now = () => new Date(time);
const seconds = (date: Date | undefined) => ((date?.getTime() ?? 0) - time) / 1000;

function provider(
  limits: Partial<ProviderLimits> = {},
): Provider & { admit: NonNullable<Provider["admit"]> } {
  const answer = <Result>(name: string, result: Result) => {
    sent.push(name);
    return outcome ? Promise.reject(outcome) : Promise.resolve(result);
  };
  const execute: Execution = {
    submit: () => answer("submit", prediction),
    get: () => answer("get", prediction),
    cancel: () => answer("cancel", undefined),
    find: () => answer("find", null),
  };
  const whole = { ...replicateBudgets, ...limits };
  const currentModel = () => answer("currentModel", null);
  const made = guarded({ ...createReplicate({ token: "t" }), execute, currentModel }, { limits: whole, now });
  const { admit } = made;
  if (!admit) throw new Error("A guarded provider admits");
  return { ...made, admit };
}

const down = new ProviderError("temporary", "Replicate answered 503: down", { status: 503 });
const lost = new ProviderError("unknown", "The answer was lost");
const busy = new ProviderError("temporary", "Replicate answered 429", { status: 429, retryAfterMs: 1000 });
const wrong = new ProviderError("permanent", "Replicate answered 422", { status: 422 });

async function fails(one: Provider, error: ProviderError, times: number): Promise<void> {
  outcome = error;
  for (let n = 0; n < times; n++)
    await one.execute.submit({ ...call, attemptKey: `run_${n}.1` }, never).catch(() => undefined);
  outcome = null;
}

describe("the budget", () => {
  test("lets a burst through and then gives each caller another moment", () => {
    const one = provider({ submissions: { calls: 2, perMs: 20_000 } });
    expect([one.admit(), one.admit()]).toEqual([null, null]);
    expect([1, 2, 3].map(() => seconds(one.admit()?.until))).toEqual([10, 20, 30]);
    expect(one.admit()).toMatchObject({ reason: said("calls_used_up", { label: "Replicate" }) });
    time += 10_000;
    expect(one.admit()).toBeNull();
    expect(one.admit()).not.toBeNull();
  });

  test("of reads refuses before anything is sent, with the time to wait", async () => {
    const one = provider({ reads: { calls: 1, perMs: 1_000 } });
    await one.execute.get("p1", never);
    await expect(one.execute.get("p1", never)).rejects.toMatchObject({
      kind: "temporary",
      retryAfterMs: 1000,
    });
    expect(sent).toEqual(["get"]);
  });

  test("never keeps a cancel from going out", async () => {
    const one = provider({ reads: { calls: 1, perMs: 1_000_000 } });
    await one.execute.get("p1", never);
    await one.execute.cancel("p1", never);
    await fails(one, down, 9);
    await one.execute.cancel("p1", never);
    expect(sent.filter((name) => name === "cancel")).toHaveLength(2);
  });

  test("is void when the provider says it is enough", async () => {
    const one = provider({ submissions: { calls: 60, perMs: 60_000 } });
    await fails(one, busy, 1);
    expect([one.admit(), seconds(one.admit()?.until)]).toEqual([null, 1]);
  });
});

describe("a provider that asks to wait", () => {
  const asks = (retryAfterMs: number) =>
    new ProviderError("temporary", "Replicate answered 429: slow down", { status: 429, retryAfterMs });

  test("holds nobody else up for what it said to one call, or to two", async () => {
    const one = provider();
    await fails(one, asks(600_000), 2);
    expect([one.getRateLimitStatus().limited, one.admit()]).toEqual([false, null]);
    await one.execute.submit(call, never);
    await fails(one, asks(600_000), 2);
    expect(one.getRateLimitStatus().limited).toBe(false);
  });

  test("holds all up when it says so to three in a row, and says until when and why", async () => {
    const one = provider();
    await fails(one, asks(600_000), 3);
    expect(one.getRateLimitStatus()).toMatchObject({
      limited: true,
      retry_at: new Date(time + 600_000).toISOString(),
      reason: "Replicate asked to wait. It said: Replicate answered 429: slow down",
    });
    expect(one.admit()).toMatchObject({ kind: "provider_rest" });
    time += 600_000;
    expect(one.getRateLimitStatus().limited).toBe(false);
  });

  test("holds nobody else up for what it says to one call again and again", async () => {
    const one = provider();
    for (let n = 0; n < 9; n++) await fails(one, asks(600_000), 1);
    outcome = asks(600_000);
    for (let n = 0; n < 9; n++) await one.execute.get("sick", never).catch(() => undefined);
    expect(one.getRateLimitStatus().limited).toBe(false);
  });

  test("never stops anybody for more than a quarter of an hour", async () => {
    const one = provider();
    await fails(one, asks(999_999_999_000), 3);
    const { retry_at, reason } = one.getRateLimitStatus();
    expect(retry_at).toBe(new Date(time + 900_000).toISOString());
    expect(reason).toContain("Replicate asked to wait 11574 days; it is asked again sooner.");
  });

  test("about new calls is still asked about those it has", async () => {
    const one = provider();
    await fails(one, asks(600_000), 3);
    await one.execute.get("p1", never);
    expect(sent.at(-1)).toBe("get");
    expect(one.getRateLimitStatus().limited).toBe(true);
  });
});

describe("the breaker", () => {
  test("opens after failures in a row, says so, and makes calls wait", async () => {
    const one = provider();
    await fails(one, down, 4);
    expect(one.getRateLimitStatus().limited).toBe(false);
    await fails(one, lost, 1);
    expect(one.getRateLimitStatus()).toMatchObject({
      limited: true,
      retry_at: new Date(time + 15_000).toISOString(),
      reason: "Replicate failed 5 times in a row, so calls wait. Last: The answer was lost",
    });
    expect(seconds(one.admit()?.until)).toBe(15);
    expect(seconds(one.admit()?.until)).toBeGreaterThan(15);
    sent = [];
    await expect(one.execute.find({ ...call, notBefore: "" }, never)).rejects.toMatchObject({
      kind: "temporary",
    });
    expect(sent).toEqual([]);
  });

  test("never repeats a secret that a failing answer echoes, to whatever call it came", async () => {
    const scrub = (sentence: string) => sentence.replaceAll("hf_secret", "…••••");
    outcome = new ProviderError("temporary", "No room for hf_secret", { status: 503 });
    const query = { ...call, notBefore: "", scrub };
    const calls: ((execute: Execution) => Promise<unknown>)[] = [
      (execute) => execute.submit({ ...call, scrub }, never),
      (execute) => execute.get("p1", never, scrub),
      (execute) => execute.cancel("p1", never, scrub),
      (execute) => execute.find(query, never),
    ];
    for (const make of calls) {
      const one = provider({ failures: 1 });
      await make(one.execute).catch(() => undefined);
      expect(one.getRateLimitStatus()).toMatchObject({
        limited: true,
        reason: expect.stringContaining("No room for …••••"),
      });
      expect(JSON.stringify(one.getRateLimitStatus())).not.toContain("hf_secret");
    }
  });

  test("lets one call try after the rest; when it succeeds the others follow", async () => {
    const one = provider();
    await fails(one, down, 5);
    time += 15_000;
    expect(one.admit()).toBeNull();
    expect(seconds(one.admit()?.until)).toBe(5);
    expect(one.getRateLimitStatus().limited).toBe(true);
    await one.execute.submit(call, never);
    expect(one.getRateLimitStatus().limited).toBe(false);
    expect(one.admit()).toBeNull();
  });

  test("rests longer each time it is still down, up to a bound", async () => {
    const one = provider();
    await fails(one, down, 5);
    const rests: number[] = [];
    for (let n = 0; n < 6; n++) {
      time = Date.parse(one.getRateLimitStatus().retry_at ?? "");
      expect(one.admit()).toBeNull();
      await fails(one, down, 1);
      rests.push((Date.parse(one.getRateLimitStatus().retry_at ?? "") - time) / 1000);
    }
    expect(rests).toEqual([30, 60, 120, 240, 300, 300]);
  });

  test("forgets a call that tries and is never heard of again", async () => {
    const one = provider();
    await fails(one, down, 5);
    time += 15_000;
    expect(one.admit()).toBeNull();
    time += 60_000;
    expect(one.admit()).toBeNull();
  });

  test("does not open over models that cannot be looked up", async () => {
    const one = provider();
    outcome = down;
    for (let n = 0; n < 9; n++) await one.currentModel?.(call.model, never).catch(() => undefined);
    expect(one.getRateLimitStatus().limited).toBe(false);
    await fails(one, down, 5);
    time += 15_000;
    outcome = down;
    await one.currentModel?.(call.model, never).catch(() => undefined);
    expect(seconds(one.admit()?.until)).toBeGreaterThanOrEqual(30);
  });

  test("does not open over one call that is never answered, nor is kept open by it", async () => {
    const one = provider();
    outcome = new ProviderError("temporary", "Replicate did not answer: it took too long.");
    for (let n = 0; n < 20; n++) await one.execute.get("sick", never).catch(() => undefined);
    expect(one.getRateLimitStatus().limited).toBe(false);
    await fails(one, down, 4);
    time += 15_000;
    outcome = down;
    await one.execute.get("sick", never).catch(() => undefined);
    expect(one.admit()).toBeNull();
  });

  test("does not open over answers that cannot be read: an answer is an answer", async () => {
    const one = provider();
    await fails(one, down, 4);
    await fails(one, new ProviderError("unknown", "That is no prediction", { status: 201 }), 1);
    outcome = new ProviderError("temporary", "That is no prediction", { status: 200 });
    for (let n = 0; n < 9; n++) await one.execute.get(`p${n}`, never).catch(() => undefined);
    await fails(one, down, 4);
    expect(one.getRateLimitStatus().limited).toBe(false);
  });

  test("does not open over refusals, over 429 or over a look-up that cannot tell", async () => {
    const one = provider();
    await fails(one, down, 4);
    await fails(one, wrong, 1);
    await fails(one, down, 4);
    await fails(one, busy, 5);
    time += 1_000;
    outcome = lost;
    for (let n = 0; n < 9; n++)
      await one.execute.find({ ...call, notBefore: "" }, never).catch(() => undefined);
    expect(one.getRateLimitStatus().limited).toBe(false);
  });
});
