import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "@/components/api/keys";
import type { Waiting } from "@/components/api/waiting-runs";
import type { RunSummary } from "@/lib/contracts/run";
import { makeEvent } from "@/lib/testing/factories/event";
import { makeSummary } from "@/lib/testing/factories/summary";
import { refresher } from "./refresh";

const grace = { kind: "user" as const, id: "user_grace", name: "Grace" };
const row = makeSummary({ run_id: "run_1", version: 4 });
/** Addresses that were asked for, and the row the server answers with. */
const asked: string[] = [];
let onServer: RunSummary;
let client: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  onServer = row;
  vi.stubGlobal("fetch", async (path: string) => {
    asked.push(path);
    return Response.json({ data: [onServer], next_cursor: null });
  });
  client = new QueryClient();
  client.setQueryData<Waiting>(keys.waiting, { runs: [row], next: null });
  client.setQueryData(keys.lists, "a list");
  client.setQueryData(keys.run("run_1"), "a run");
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const rows = () => client.getQueryData<Waiting>(keys.waiting)?.runs;
const isOld = (key: readonly unknown[]) => client.getQueryState(key)?.isInvalidated;

test("a claim by somebody else comes into the inbox's row and the run's page, and no other list is asked for", async () => {
  onServer = { ...row, version: 5, claimed_by: grace };
  refresher(client)(makeEvent({ type: "claimed", run_id: "run_1", seq: 5, status: "awaiting_human" }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(asked).toEqual([expect.stringContaining("ids=run_1")]);
  expect(rows()?.map(({ claimed_by }) => claimed_by?.name)).toEqual(["Grace"]);
  expect([isOld(keys.run("run_1")), isOld(keys.lists)]).toEqual([true, false]);
});

test("a claim given back while a decision is held leaves the held row where it is", async () => {
  onServer = { ...row, version: 6, status: "running", undo_until: "2026-01-01T00:00:30.000Z" };
  refresher(client)(makeEvent({ type: "released", run_id: "run_1", seq: 6, status: "running" }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rows()?.map(({ version }) => version)).toEqual([6]);
});

test("a claim given back after the end brings no row back", async () => {
  onServer = { ...row, version: 6, status: "cancelled" };
  refresher(client)(makeEvent({ type: "released", run_id: "run_1", seq: 6, status: "cancelled" }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(rows()).toEqual([]);
});
