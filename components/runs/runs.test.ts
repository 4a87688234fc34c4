import { expect, test } from "vitest";
import { ListRuns } from "@/lib/contracts/list-runs";
import { filterOf, type RunsView, viewOf } from "./view";

const none = viewOf(new URLSearchParams());
const sent = (view: Partial<RunsView>) =>
  ListRuns.parse(JSON.parse(JSON.stringify(filterOf({ ...none, ...view }))));

test("a view without filters asks for everything, the newest first", () => {
  expect(sent({})).toEqual({ sort: "-created_at", limit: 50 });
});

test("a day is meant whole, in the reader's own time zone", () => {
  const { created_after, created_before } = sent({ from: "2026-03-01", until: "2026-03-01" });
  expect(created_after).toBe(new Date(2026, 2, 1).toISOString());
  expect(created_before).toBe(new Date(2026, 2, 2).toISOString());
});

test("half a date is no filter yet", () => {
  expect(sent({ from: "soon" }).created_after).toBeUndefined();
});

test("every filter of the URL reaches the server", () => {
  expect(
    sent({ status: "failed", step: "api_call", kind: "embedding", provider: "p", model: "m", user: "u" }),
  ).toMatchObject({
    status: "failed",
    step: "api_call",
    operation_type: "embedding",
    provider: "p",
    model: "m",
    user_id: "u",
  });
});

test.each([
  "sort=constructor&status=toString&step=__proto__&kind=junk",
  "status=&step=completed ",
  "from=9999-12-31&until=2026-99-99",
  "q=%00&user=a%00b&by=%00",
])("an address with junk in it is no filter, and never one that the server refuses: %s", (address) => {
  expect(viewOf(new URLSearchParams(address))).toEqual(none);
});

test("words longer than the server looks for are cut", () => {
  const view = viewOf(new URLSearchParams({ q: "a".repeat(1_000), sort: "created_at", from: "9998-12-31" }));
  expect(sent(view)).toMatchObject({ q: "a".repeat(500), sort: "created_at" });
});
