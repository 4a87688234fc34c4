import { expect, test } from "vitest";
import { makeSummary } from "@/lib/testing/factories/summary";
import { arrange, type InboxView } from "./arrange";
import { holdBack } from "./hold-back";

const view: InboxView = { sort: "due", claimed: "all", step: null, kind: null, provider: null, text: "" };
const ids = (runs: { run_id: string }[]) => runs.map((run) => run.run_id);
const [a, b, c, d] = ["a", "b", "c", "d"].map((run_id) => makeSummary({ run_id })) as [
  ReturnType<typeof makeSummary>,
  ReturnType<typeof makeSummary>,
  ReturnType<typeof makeSummary>,
  ReturnType<typeof makeSummary>,
];

test("the next due comes first, and what never expires comes last", () => {
  const runs = [
    makeSummary({ run_id: "never", expires_at: null }),
    makeSummary({ run_id: "late", expires_at: "2026-01-02T00:00:00Z" }),
    makeSummary({ run_id: "soon", expires_at: "2026-01-01T00:00:00Z" }),
  ];
  expect(ids(arrange(runs, view, "me"))).toEqual(["soon", "late", "never"]);
});

test("unclaimed leaves out what somebody has, mine keeps only what I have", () => {
  const mine = makeSummary({ run_id: "mine", claimed_by: { kind: "user", id: "me", name: "Me" } });
  const theirs = makeSummary({ run_id: "theirs", claimed_by: { kind: "user", id: "x", name: "X" } });
  expect(ids(arrange([mine, theirs, a], { ...view, claimed: "mine" }, "me"))).toEqual(["mine"]);
  expect(ids(arrange([mine, theirs, a], { ...view, claimed: "unclaimed" }, "me"))).toEqual(["a"]);
});

test("a newcomer at the end comes in at once", () => {
  expect(holdBack([a, b, c], ["a", "b"])).toEqual({ shown: [a, b, c], held: 0 });
});

test("a newcomer above what one reads waits, and nothing moves", () => {
  const { shown, held } = holdBack([c, a, d, b], ["a", "b"]);
  expect(ids(shown)).toEqual(["a", "b"]);
  expect(held).toBe(2);
});

test("what was decided goes, and the others keep their order even if the sort would differ", () => {
  expect(ids(holdBack([c, a], ["a", "b", "c"]).shown)).toEqual(["a", "c"]);
});

test("when nothing of what one read is left, the fresh list is shown", () => {
  expect(holdBack([c, d], ["a", "b"])).toEqual({ shown: [c, d], held: 0 });
});
