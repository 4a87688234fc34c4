import { afterEach, expect, test, vi } from "vitest";
import { testApi } from "@/lib/testing/api";
import { testKey } from "@/lib/testing/app";

const { app, ann, fetch: reach } = await testApi();

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

test.each([
  ["langgraph", () => import("./langgraph/main"), "25 to ito"],
  ["ai-sdk", () => import("./ai-sdk/main"), "Sent 25 to ito"],
  ["mcp", () => import("./mcp/main"), "25"],
])("the example of %s runs, pauses at the desk and goes on with the edit", async (_, begin, said) => {
  const { id, authorization } = await testKey(app, "requester");
  vi.stubEnv("KEY", authorization.replace("Bearer ", ""));
  vi.stubGlobal("fetch", reach);
  const print = vi.spyOn(console, "log").mockImplementation(() => {});
  const running = begin();
  const waiting = () => app.db.prisma.run.findFirst({ where: { ownerId: id, status: "awaiting_human" } });
  await expect.poll(waiting).not.toBeNull();
  await ann.decide((await waiting())?.id ?? "", "edit", { edits: { payload: { amount: 25 } } });
  await running;
  expect(JSON.stringify(print.mock.calls)).toContain(said);
  print.mockRestore();
});
