import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import type { Output } from "@/lib/contracts/parts";
import type { Run } from "@/lib/contracts/run";
import { makeRun } from "@/lib/testing/factories/run";
import { makeSummary } from "@/lib/testing/factories/summary";
import { heldRows } from "./held-rows";
import { sectionsOf } from "./parts";
import { passingBudgets } from "./passing-budgets";
import { questionOf, type Seen, wasSeenWhole, withPart } from "./seen";
import { aloneByContent, aloneByRow } from "./why-alone";

const proposed = (over: Partial<Run> = {}, payload: Record<string, unknown> = {}) =>
  makeRun({
    validation_issues: [],
    suggested_payload: { prompt: over.prompt ?? "a red mug", ...payload } as Run["suggested_payload"],
    prompt: "a red mug",
    ...over,
  });
const answer = (over: Partial<Run>) => proposed({ current_step: "response_review", ...over });
const output = (over: Partial<Output>): Output => ({
  index: 0,
  kind: "image",
  content_type: "image/png",
  bytes: 10,
  url: "/0",
  ...over,
});

test("what has errors, waits for another answer or waits no more is never approved with others", () => {
  const errors = makeSummary({ error_issues: 1 });
  const failed = makeSummary({ actions_required: ["retry", "edit", "reject"] });
  const gone = makeSummary({ status: "running", approval_token: null });
  expect([errors, failed, gone].map((run) => aloneByRow(run, "approve"))).toEqual([
    "errors",
    "other",
    "gone",
  ]);
  expect([errors, failed, gone].map((run) => aloneByRow(run, "reject"))).toEqual([null, null, "gone"]);
});

test("what tripped a rule of its own is never approved with others", () => {
  for (const rule of ["safety_flags", "payload_changes_max", "confidence_min", "dispatch_refused"])
    expect(aloneByRow(makeSummary({ error_issues: 0, reasons: ["require_human", rule] }), "approve")).toBe(
      "doubt",
    );
  for (const rule of ["require_human", "cost_max_usd"])
    expect(aloneByRow(makeSummary({ error_issues: 0, reasons: [rule] }), "approve")).toBeNull();
});

test("a question whose asker says more than its arguments is never approved with others", () => {
  const said = { body: null, context: null, group_id: "turn-1" };
  expect(aloneByContent(proposed({ question: said }))).toBeNull();
  expect(aloneByContent(proposed({ question: { ...said, body: "She wrote twice." } }))).toBe("question");
  expect(aloneByContent(proposed({ question: { ...said, context: { orders: 0 } } }))).toBe("question");
});

test("a text that alone must be read to its end never goes through with others, wherever it stands", () => {
  const long = "word ".repeat(200);
  expect(aloneByContent(proposed())).toBeNull();
  expect(aloneByContent(proposed({ prompt: long }))).toBe("long");
  expect(aloneByContent(proposed({ prompt: "x\n".repeat(10) }))).toBe("long");
  expect(aloneByContent(proposed({}, { negative_prompt: long }))).toBe("long");
  expect(aloneByContent(proposed({}, { options: Array.from({ length: 9 }, (_, at) => at) }))).toBe("long");
  expect(aloneByContent(answer({ result: null, processed_response: { text: long } }))).toBe("long");
  expect(
    aloneByContent(answer({ result: null, processed_response: { kind: "json", value: { long } } })),
  ).toBe("long");
});

test("hidden characters, many warnings and files that are no pictures keep a run out", () => {
  expect(aloneByContent(proposed({ prompt: "a red\u200B mug" }))).toBe("hidden");
  expect(aloneByContent(proposed({}, { style: `plain${" ".repeat(60)}gun` }))).toBe("hidden");
  const warning =
    makeRun().validation_issues[0] ?? ({ severity: "warning" } as Run["validation_issues"][number]);
  const warnings = (count: number) =>
    Array.from({ length: count }, () => ({ ...warning, severity: "warning" as const }));
  expect(aloneByContent(proposed({ validation_issues: warnings(3) }))).toBeNull();
  expect(aloneByContent(proposed({ validation_issues: warnings(4) }))).toBe("warnings");
  const picture = "https://example.com/mug.png";
  expect(aloneByContent(proposed({ attachments: [{ url: picture }] }, { image: picture }))).toBeNull();
  expect(aloneByContent(proposed({}, { files: [picture, "https://example.com/contract.pdf"] }))).toBe("file");
  expect(aloneByContent(proposed({ attachments: [{ url: "https://example.com/voice.wav" }] }))).toBe("file");
});

test("an address that is drawn as text keeps a run out", () => {
  expect(aloneByContent(proposed({}, { extra: { doc: "https://files.example/a.pdf", n: 1 } }))).toBe("file");
  expect(aloneByContent(proposed({}, { extra: [{ doc: "https://files.example/a.png" }] }))).toBe("file");
  expect(aloneByContent(proposed({}, { extra: { n: 1 } }))).toBeNull();
});

test("a field that says what the prompt says is told, for it is another field", () => {
  const [section] = sectionsOf([
    proposed({ run_id: "one" }, { negative: "none" }),
    proposed({ run_id: "two" }, { negative: "a red mug" }),
  ]);
  const told = section?.own.get("two")?.map(({ spec, after }) => [spec.key, after]);
  expect(told).toEqual([["negative", "a red mug"]]);
});

test("an answer that must be opened to be seen keeps a run out, pictures and players do not", () => {
  const outputs = (...given: Partial<Output>[]) =>
    aloneByContent(
      answer({
        result: null,
        processed_response: null,
        outputs: given.map((one, index) => output({ index, url: `/${index}`, ...one })),
      }),
    );
  expect(
    outputs({}, { kind: "audio", content_type: "audio/wav" }, { kind: "video", content_type: "video/mp4" }),
  ).toBeNull();
  expect(outputs({ content_type: "image/tiff" })).toBe("file");
  expect(outputs({ kind: "file", content_type: "application/pdf" })).toBe("file");
});

test("what runs have in common is told once, what differs is told for each to the last digit, and the prompt is the title", () => {
  const [red, blue] = ["red", "blue"].map((colour, at) =>
    proposed(
      { run_id: colour, prompt: `a ${colour} mug`, input_schema: null, example_payload: null },
      { width: 512, seed: 9_007_199_254_740_993n + BigInt(at), loras: ["a", 9_007_199_254_740_993n] },
    ),
  ) as [Run, Run];
  const [section, ...others] = sectionsOf([red, blue]);
  expect(others).toEqual([]);
  expect(section?.common.map(({ spec, after }) => [spec.key, after])).toEqual([
    ["width", 512],
    ["loras", ["a", 9_007_199_254_740_993n]],
  ]);
  expect(section?.own.get("blue")?.map(({ spec, after }) => [spec.key, after])).toEqual([
    ["seed", 9_007_199_254_740_994n],
  ]);
  expect(section?.templates.get("blue")).toEqual(["a", null, " mug"]);
});

test("a field that one of them lacks is never told as common", () => {
  const bare = { input_schema: null, example_payload: null };
  const [section] = sectionsOf([
    proposed({ run_id: "a", ...bare }, { width: 512, go_fast: true }),
    proposed({ run_id: "b", ...bare }, { width: 512 }),
  ]);
  expect(section?.common.map(({ spec }) => spec.key)).toEqual(["prompt", "width"]);
  expect(section?.own.get("a")?.map(({ spec }) => spec.key)).toEqual(["go_fast"]);
  const [other] = sectionsOf([
    proposed({ run_id: "b", ...bare }, { width: 512 }),
    proposed({ run_id: "a", ...bare }, { width: 512, go_fast: true }),
  ]);
  expect(other?.own.get("a")?.map(({ spec }) => spec.key)).toEqual(["go_fast"]);
});

test("of a request without a payload no field is told", () => {
  const asked = { current_step: "information_review", suggested_payload: null } as const;
  const [section] = sectionsOf([proposed({ run_id: "a", ...asked }), proposed({ run_id: "b", ...asked })]);
  expect(section?.common).toEqual([]);
  expect(section?.own.get("a")).toEqual([]);
});

test("other models and other steps are told apart, and one alone tells all of itself", () => {
  const sections = sectionsOf([
    proposed({ run_id: "a" }, { width: 512 }),
    proposed({ run_id: "b", model: "acme/other" }, { width: 512 }),
    answer({ run_id: "c" }),
  ]);
  expect(sections.map(({ runs, common }) => [runs.length, common.length])).toEqual([
    [1, 0],
    [1, 0],
    [1, 0],
  ]);
  expect(sections[0]?.own.get("a")?.some(({ spec }) => spec.key === "width")).toBe(true);
  expect(sections[2]?.own.get("c")).toEqual([]);
});

test("a run is seen whole only with what it has in common with others, and stays so when those go", () => {
  const [a, b] = ["a", "b"].map((run_id) => proposed({ run_id, approval_token: run_id })) as [Run, Run];
  const both = { question: "width 512, seed 1", runs: [a, b] };
  const none: Seen = new Set();
  const row = withPart(none, questionOf(a), [both]);
  expect(wasSeenWhole(row, a)).toBe(false);
  const seen = withPart(row, both.question, [both]);
  expect([a, b].map((run) => wasSeenWhole(seen, run))).toEqual([true, false]);
  const alone = { question: "nothing", runs: [a] };
  expect(wasSeenWhole(withPart(seen, "something else", [alone]), a)).toBe(true);
  expect(wasSeenWhole(seen, { ...a, payload_digest: "sha256:other" })).toBe(false);
});

test("one run is never spoken of as several, nor several as one", () => {
  const said = [en, de].map(({ bulk }) => [1, 2].map((count) => [bulk.rejected(count), bulk.working(count)]));
  expect(said).toEqual([
    [
      ["It is cancelled and nothing is called.", "Deciding 1"],
      ["They are cancelled and nothing is called. Untick what should stay.", "Deciding 2"],
    ],
    [
      ["Er wird abgebrochen, und nichts wird aufgerufen.", "1 wird entschieden"],
      [
        "Sie werden abgebrochen, und nichts wird aufgerufen. Nehmen Sie den Haken bei dem weg, was bleiben soll.",
        "2 werden entschieden",
      ],
    ],
  ]);
});

test("a run that others have to approve is not approved with many, and can be rejected with them", () => {
  const approvals = { needed: 2, given: [], groups: [], may_decide: false, why_not: "Ann asked for this" };
  const run = makeSummary({ approvals, error_issues: 0, reasons: [] });
  expect([aloneByRow(run, "approve"), aloneByRow(run, "reject")]).toEqual(["barred", null]);
});

test("what was approved in part is not shown as decided", () => {
  const [waits, goes] = ["run_1", "run_2"].map((run_id) => makeSummary({ run_id }));
  const outcome = { decided: true, current_step: "payload_review" as const, problem: null };
  const rows = heldRows(
    [waits, goes].flatMap((run) => run ?? []),
    [
      { run_id: "run_1", status: "awaiting_human", ...outcome },
      { run_id: "run_2", status: "running", ...outcome },
    ],
    { action: "approve", by: { kind: "user", id: "user_ann", name: "Ann" }, until: 0 },
  );
  expect([...rows.keys()]).toEqual(["run_2"]);
});

test("what would pass a budget with what goes before it stays out, and what costs less may still fit", () => {
  const film = {
    id: "bud_1",
    name: "Film",
    limit: 1,
    spent: 0.5,
    reserved: 0.2,
    unknown: null,
    holder: null,
    currency: "USD",
    period: "month",
    current: "2026-11",
    over: "ask",
  } as const;
  const costs = (amount: number | null, over: Partial<Run> = {}) =>
    proposed({
      budget: [film],
      estimated_cost: amount === null ? null : { amount, currency: "USD", basis: "" },
      ...over,
    });
  const runs = [costs(0.2), costs(0.2), costs(0.1), costs(0.1), costs(null), costs(0)].map((run, at) => ({
    ...run,
    run_id: `run_${at}`,
  }));
  expect([...passingBudgets(runs)]).toEqual(["run_1", "run_3", "run_4"]);
  // An answer costs nothing, of several approvals the last one takes the money, and each key has its own share.
  const two = { ...proposed().approvals, needed: 2 } as Run["approvals"];
  expect(passingBudgets([costs(9, { current_step: "response_review" })]).size).toBe(0);
  expect(passingBudgets([costs(9, { approvals: two })]).size).toBe(0);
  const own = (holder: string) => costs(0.3, { run_id: holder, budget: [{ ...film, holder }] });
  expect(passingBudgets([own("key_1"), own("key_2")]).size).toBe(0);
  for (const text of [en, de]) expect(text.bulk.why.budget).toMatch(/[bB]udget/);
});
