import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test, vi } from "vitest";
import { createLeaving } from "./leaving";

test("who leaves is not ready, whatever else it still answers, until its time is over", async () => {
  const leaving = createLeaving(8);
  const server = createServer((request, response) => {
    if (!leaving.answered(request, response)) response.end("answered");
  });
  await new Promise<void>((listens) => server.listen(0, "127.0.0.1", listens));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const statusOf = async (path: string) => (await fetch(url + path)).status;
  try {
    expect(await statusOf("/api/health/ready")).toBe(200);
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const left = vi.fn();
    void leaving.leave().then(left);
    expect(await statusOf("/api/health/ready?from=proxy")).toBe(503);
    expect(await statusOf("/api/hitl/runs")).toBe(200);
    await vi.advanceTimersByTimeAsync(7_999);
    expect(left).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(left).toHaveBeenCalledOnce();
  } finally {
    vi.useRealTimers();
    server.close();
  }
});
