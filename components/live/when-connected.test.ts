import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { whenConnected } from "./when-connected";

const browser = new EventTarget();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", browser);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a part that cannot be fetched while the browser is offline comes when it is online again", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  const load = vi.fn().mockRejectedValueOnce(new Error("no connection")).mockResolvedValue("the part");
  const part = whenConnected(load);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(load).toHaveBeenCalledTimes(1);
  browser.dispatchEvent(new Event("online"));
  await expect(part).resolves.toBe("the part");
});

test("a part that a restarting server does not give yet is asked for again", async () => {
  vi.stubGlobal("navigator", { onLine: true });
  const load = vi.fn().mockRejectedValueOnce(new Error("refused")).mockResolvedValue("the part");
  const part = whenConnected(load);
  await vi.advanceTimersByTimeAsync(500);
  await expect(part).resolves.toBe("the part");
});

test("a part that is gone for good is an error in the end", async () => {
  vi.stubGlobal("navigator", { onLine: true });
  const failed = expect(whenConnected(() => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  await vi.advanceTimersByTimeAsync(60_000);
  await failed;
});
