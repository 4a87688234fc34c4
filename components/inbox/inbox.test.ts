import { expect, test } from "vitest";
import { askerOf } from "@/components/run/asker";
import { en } from "@/components/text/en";
import type { RunSummary } from "@/lib/contracts/run";
import { makeSummary } from "@/lib/testing/factories/summary";
import { arrange, type InboxView, viewOf } from "./arrange";
import { claimsOf, isTaken } from "./claims";
import { fold, groupOf, stopsOf } from "./fold";
import { nextAfter, openBeside } from "./next-after";
import { between, costOf, toggled } from "./selection";
import { spreadOf } from "./spread";
import { holdBack } from "./use-inbox-list";
import { currentSearch } from "./use-inbox-url";

const now = Date.parse("2026-01-01T00:00:00Z");
const view: InboxView = {
  sort: "due",
  claimed: "all",
  step: null,
  kind: null,
  provider: null,
  model: null,
  reason: null,
  text: "",
  folded: true,
};
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
  expect(ids(arrange(runs, view, "me", now))).toEqual(["soon", "late", "never"]);
});

test.each([
  "",
  "sort=constructor&claimed=toString&step=__proto__&kind=junk",
  "sort=&step=&q=%00&reason=a%00",
])("an address with junk in it neither breaks the inbox nor hides a run: %s", (address) => {
  expect(viewOf(new URLSearchParams(address))).toEqual(view);
  expect(ids(arrange([a, b], viewOf(new URLSearchParams(address)), "me", now))).toEqual(["a", "b"]);
});

test("my groups keeps what is for a group of mine, and what comes to it later from then on", () => {
  const since = new Date(now).toISOString();
  const of = (run_id: string, yours: boolean) =>
    makeSummary({ run_id, groups: [{ id: run_id, name: run_id, yours, seats: 1, since }] });
  const runs = [of("mine", true), of("theirs", false), a];
  const groups = { ...view, claimed: "groups" as const };
  expect(ids(arrange(runs, groups, "me", now))).toEqual(["mine"]);
  expect(ids(arrange(runs, groups, "me", now - 1))).toEqual([]);
});

test("unclaimed leaves out what somebody has, mine keeps only what I have", () => {
  const mine = makeSummary({ run_id: "mine", claimed_by: { kind: "user", id: "me", name: "Me" } });
  const theirs = makeSummary({ run_id: "theirs", claimed_by: { kind: "user", id: "x", name: "X" } });
  expect(ids(arrange([mine, theirs, a], { ...view, claimed: "mine" }, "me", now))).toEqual(["mine"]);
  expect(ids(arrange([mine, theirs, a], { ...view, claimed: "unclaimed" }, "me", now))).toEqual(["a"]);
});

test.each([
  ["STRASSE", "Eine breite Straße"],
  ["creme", "Crème brûlée"],
  ["caf\u00e9", "a cafe\u0301 at night"],
  ["москва", "МОСКВА"],
  ["100%", "100% wool"],
  ["donaudampfer", "Der Donau\u00addampfer"],
])("%s typed into the search never misses %s", (text, prompt) => {
  const there = makeSummary({ run_id: "there", prompt });
  expect(ids(arrange([there, a], { ...view, text }, "me", now))).toEqual(["there"]);
});

test("a row never names a key alone, and never misses whom the request names", () => {
  const key = { kind: "api_key", id: "key_1", name: "BOOTSTRAP_API_KEY" } as const;
  const nobody = { user_id: null, user_email: null, agent_email: null, created_by: key };
  expect(askerOf(nobody, en)).toBe("Nobody named, key BOOTSTRAP_API_KEY");
  expect(askerOf({ ...nobody, user_id: "u_1" }, en)).toBe("u_1");
  expect(askerOf({ ...nobody, agent_email: "bot@a.example" }, en)).toBe("bot@a.example");
  expect(
    askerOf({ ...nobody, user_id: "u_1", user_email: "una@a.example", agent_email: "bot@a.example" }, en),
  ).toBe("una@a.example through bot@a.example");
  expect(askerOf({ ...nobody, created_by: { kind: "user", id: "user_1", name: "Grace" } }, en)).toBe("Grace");
  const there = makeSummary({ run_id: "there", user_email: "una@a.example" });
  expect(ids(arrange([there, a], { ...view, text: "UNA@" }, "me", now))).toEqual(["there"]);
});

test("a newcomer at the end comes in at once", () => {
  expect(holdBack([a, b, c], [a, b])).toEqual({ shown: [a, b, c], held: 0 });
});

test("a newcomer above what one reads waits, and nothing moves", () => {
  const { shown, held } = holdBack([c, a, d, b], [a, b]);
  expect(ids(shown)).toEqual(["a", "b"]);
  expect(held).toBe(2);
});

test("what was decided goes, and the others keep their order even if the sort would differ", () => {
  expect(ids(holdBack([c, a], [a, b, c]).shown)).toEqual(["a", "c"]);
});

test("when nothing of what one read is left, the fresh list is shown", () => {
  expect(holdBack([c, d], [a, b])).toEqual({ shown: [c, d], held: 0 });
});

const alike = (run_id: string, over: Partial<RunSummary> = {}) =>
  makeSummary({ run_id, similarity_key: "like", ...over });

test("three and more alike fold into one row where the first of them stands, two do not", () => {
  const runs = [
    a,
    alike("x"),
    b,
    alike("y"),
    alike("z"),
    makeSummary({ run_id: "w", similarity_key: "other" }),
  ];
  const closed = fold(runs, new Set());
  expect(closed.map((entry) => (entry.kind === "run" ? entry.run.run_id : ids(entry.runs)))).toEqual([
    "a",
    ["x", "y", "z"],
    "b",
    "w",
  ]);
  expect(stopsOf(closed)).toEqual(["a", "x", "b", "w"]);
  expect(ids(groupOf(closed, "z")?.runs ?? [])).toEqual(["x", "y", "z"]);
  expect(fold(runs.slice(0, 4), new Set())).toHaveLength(4);
});

test("an opened group is followed by its runs, and one stops at each of them", () => {
  const runs = [a, alike("x"), alike("y"), alike("z")];
  expect(stopsOf(fold(runs, new Set(["y"])))).toEqual(["a", "x", "y", "z"]);
});

test("an opened group stays open when its first run is decided", () => {
  const runs = ["w", "x", "y", "z"].map((run_id) =>
    alike(run_id, { prompt: `packshot of the ${run_id} mug` }),
  );
  expect(stopsOf(fold(runs.slice(1), new Set(["w", "x", "y", "z"])))).toEqual(["x", "y", "z"]);
});

test("a press picture due in nine minutes never disappears among posters and packshots", () => {
  const packshots = Array.from({ length: 45 }, (_, at) =>
    alike(`packshot ${at}`, { prompt: `packshot of the mug in colour${at} on white` }),
  );
  const press = ["minister at the bridge", "harbour by night in heavy rain", "old mayor"].map((what) =>
    alike(what, { prompt: `press picture of the ${what}` }),
  );
  const posters = ["jazz festival in Antwerp", "flea market", "opening of the new library, in Arabic"].map(
    (what) => alike(what, { prompt: `poster for the ${what}` }),
  );
  const entries = fold([...press, ...packshots, ...posters], new Set());
  expect(stopsOf(entries)).toHaveLength(press.length + 1 + posters.length);
  const group = groupOf(entries, "packshot 0");
  expect(group?.runs).toHaveLength(45);
  expect(group?.template.map((part) => part ?? " ▢").join("")).toBe("packshot of the mug in ▢ on white");
});

test("a group tells its most urgent deadline, when its runs were asked for, and what of the cost is unknown", () => {
  const cost = { amount: 0.25, currency: "USD", basis: "a price" } as const;
  const spread = spreadOf([
    alike("x", { expires_at: null, created_at: "2026-01-01T10:00:00Z", estimated_cost: cost }),
    alike("y", {
      expires_at: "2026-01-01T12:00:00Z",
      created_at: "2026-01-01T09:00:00Z",
      estimated_cost: null,
    }),
    alike("z", {
      expires_at: "2026-01-01T11:00:00Z",
      created_at: "2026-01-01T09:30:00Z",
      estimated_cost: cost,
    }),
  ]);
  expect(spread).toMatchObject({
    due: { run_id: "z" },
    first: Date.parse("2026-01-01T09:00:00Z"),
    last: Date.parse("2026-01-01T10:00:00Z"),
    cost: 0.5,
    unknownCosts: 1,
  });
});

test("claims are told apart by whose they are, the busiest colleague first", () => {
  const by = (id: string) => ({ claimed_by: { kind: "user" as const, id, name: id.toUpperCase() } });
  const runs = [by("me"), by("bo"), by("ida"), by("ida"), { claimed_by: null }];
  expect(claimsOf(runs, "me")).toEqual({
    mine: 1,
    others: [
      { id: "ida", name: "IDA", count: 2 },
      { id: "bo", name: "BO", count: 1 },
    ],
  });
  expect(runs.map((run) => isTaken(run, "me"))).toEqual([false, true, true, true, false]);
});

test("a run that is decided and can be taken back stands for itself", () => {
  const held = alike("x", { status: "running", undo_until: "2026-01-01T00:00:05Z" });
  const entries = fold([held, alike("y"), alike("z"), alike("w")], new Set());
  expect(stopsOf(entries)).toEqual(["x", "y"]);
});

test("model and reason filter what is shown", () => {
  const dear = makeSummary({ run_id: "dear", model: "acme/dear", reasons: ["cost_max_usd"] });
  const flagged = makeSummary({ run_id: "flagged", model: "acme/other", reasons: ["safety_flags"] });
  expect(ids(arrange([dear, flagged], { ...view, model: "acme/dear" }, "me", now))).toEqual(["dear"]);
  expect(ids(arrange([dear, flagged], { ...view, reason: "safety_flags" }, "me", now))).toEqual(["flagged"]);
});

test("a range goes from the last row to this one, in either direction, or is this one alone", () => {
  const rows = ["a", "b", "c", "d"];
  expect(between(rows, "b", "d")).toEqual(["b", "c", "d"]);
  expect(between(rows, "d", "b")).toEqual(["b", "c", "d"]);
  expect(between(rows, null, "c")).toEqual(["c"]);
  expect(between(rows, "gone", "c")).toEqual(["c"]);
});

test("toggling a group selects all of it, and then none", () => {
  const some = toggled(new Set(["x"]), ["x", "y"]);
  expect(some).toEqual(new Set(["x", "y"]));
  expect(toggled(some, ["x", "y"])).toEqual(new Set());
});

test("an unknown cost adds nothing", () => {
  const cost = { amount: 0.25, currency: "USD", basis: "a price" } as const;
  expect(costOf([{ estimated_cost: cost }, { estimated_cost: null }, { estimated_cost: cost }])).toBe(0.5);
});

test("after a decision the next that waits opens, at the end the one before, and at last none", () => {
  const held = makeSummary({ run_id: "held", status: "running" });
  expect(nextAfter([a, held, b], 0, ["a"])).toBe("b");
  expect(nextAfter([a, b, held], 1, ["b"])).toBe("a");
  expect(nextAfter([a], 0, ["a"])).toBeNull();
});

test("a run that another view leaves out never stays open beside it, and none that is decided takes its place", () => {
  const held = makeSummary({ run_id: "held", status: "running" });
  expect(openBeside([a, b], "b")).toBe("b");
  expect(openBeside([held, b, c], "a")).toBe("b");
  expect(openBeside([held], "a")).toBeNull();
  expect(openBeside([], "a")).toBeNull();
});

test("an address that the router tells of late never stands for the one that was set after it", () => {
  expect(currentSearch("run=b", "run=a", "run=b")).toBe("run=b");
  // Set to b and back to a; of b the router tells only now.
  expect(currentSearch("run=a", "run=b", "run=a")).toBe("run=a");
  // Somebody went elsewhere meanwhile.
  expect(currentSearch("run=a", "run=c", "run=c")).toBe("run=c");
});
