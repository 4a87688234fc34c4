import fc from "fast-check";
import { expect, test } from "vitest";
import { de } from "@/components/text/de";
import { adminDe } from "@/components/text/de/admin";
import { en } from "@/components/text/en";
import { adminEn } from "@/components/text/en/admin";
import { CreateRule, type RuleCondition } from "@/lib/contracts/rules";
import { firstRules } from "@/lib/services/policies/first-rules";
import { anyDemand } from "@/lib/testing/rules";
import { changesOf, draftOf, ruleOf, wrongIn } from "./rule-draft";
import { ruleWords } from "./rule-words";

const english = { ...en, ...adminEn };
const german = { ...de, ...adminDe };
const nameOf = (id: string) => (id === "key_1" ? "The press" : id);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });

/** Any rule that the contract takes. */
const anyDraft = fc
  .record({
    demand: anyDemand,
    order: fc.integer({ min: 0, max: 1_000_000 }),
    when: fc.record({
      provider: optional(fc.constantFrom("replicate", "*")),
      model: optional(fc.constantFrom("flux/*", "llama/big")),
      operation_type: optional(fc.constantFrom("video_*", "video_generation")),
      role: optional(fc.constantFrom("requester" as const, "admin" as const)),
      key_id: optional(fc.constantFrom("key_1", "key_*")),
      user_id: optional(fc.constant("mara")),
      path: optional(fc.constantFrom("hitl", "legacy", "leg*")),
      cost_over_usd: optional(fc.constantFrom(0, 0.015, 20)),
      metadata: optional(
        fc.constantFrom<NonNullable<RuleCondition["metadata"]>>(
          { team: "press" },
          { tier: 3, urgent: true, quiet: false },
        ),
      ),
    }),
  })
  .map((rule) => CreateRule.parse({ name: "Money asks", ...JSON.parse(JSON.stringify(rule)) }));

test("a rule that is opened and saved again says what it said before", () => {
  fc.assert(
    fc.property(anyDraft, ({ enabled: _, ...rule }) => {
      const draft = draftOf(rule);
      expect(wrongIn(draft)).toEqual({});
      // What is not demanded need not be said.
      expect(ruleOf(draft)).toEqual(JSON.parse(JSON.stringify(rule).replaceAll(/,"not_\w+":false/g, "")));
    }),
  );
});

test("every rule is said in one sentence, in either language, and names all that it names", () => {
  fc.assert(
    fc.property(anyDraft, (rule) => {
      for (const text of [english, german]) {
        const words = ruleWords(rule, text, nameOf);
        expect(words).not.toMatch(/undefined|NaN|null|\[object|, ,|: \./);
        if (rule.when.user_id) expect(words).toContain("mara");
        if (rule.when.key_id === "key_1") expect(words).toContain("The press");
      }
    }),
  );
});

test("the first rules read as people would say them", () => {
  expect(firstRules.map((rule) => ruleWords(rule, english, nameOf))).toEqual([
    "A request by an administrator: no rule after this one is read.",
    "A request that costs money, or nobody knows what: a person is asked at the payload.",
  ]);
  expect(firstRules.map((rule) => ruleWords(rule, german, nameOf))).toEqual([
    "Eine Anfrage aus der Administration: keine Regel nach dieser wird gelesen.",
    "Eine Anfrage mit Kosten, auch unbekannten: ein Mensch wird gefragt bei den Nutzdaten.",
  ]);
});

test("figures are taken as people type them, and what is wrong is named at its field", () => {
  const draft = {
    ...draftOf(null),
    name: "Dear",
    cost_over_usd: "0,5",
    thresholds: {
      confidence_min: "1.2",
      payload_changes_max: "2.5",
      response_quality_min: "",
      cost_max_usd: "much",
    },
    timeout: "1,5",
    unit: "hours" as const,
    metadata: [{ key: "", value: "x", kind: "text" as const }],
  };
  expect(wrongIn(draft)).toEqual({
    "/when/metadata/0": "key",
    "/demand/review_thresholds/confidence_min": "share",
    "/demand/review_thresholds/payload_changes_max": "whole",
    "/demand/review_thresholds/cost_max_usd": "number",
  });
  const nobodyCounted = { ...draftOf(null).approvals, not_requester: true };
  expect(wrongIn({ ...draftOf(null), approvals: nobodyCounted })).toEqual({
    "/demand/approvals/count": "atLeastOne",
  });
  expect(ruleOf({ ...draft, metadata: [], thresholds: draftOf(null).thresholds })).toEqual({
    name: "Dear",
    order: 100,
    when: { cost_over_usd: 0.5 },
    demand: { timeout_seconds_max: 5400 },
  });
});

test("only what was changed is laid over a rule that somebody else changed meanwhile", () => {
  const opened = {
    name: "Money",
    order: 2,
    when: { role: "admin" as const },
    demand: { skip: true as const },
  };
  expect(changesOf(draftOf(opened), opened)).toEqual({});
  expect(changesOf({ ...draftOf(opened), name: "Mine" }, opened)).toEqual({ name: "Mine" });
});

test("what would be dropped, or could mean two things, is not saved", () => {
  const empty = draftOf(null);
  const rows = ["team", " team "].map((key) => ({ key, value: "x", kind: "text" as const }));
  expect(wrongIn({ ...empty, metadata: rows })).toEqual({ "/when/metadata/1": "twice" });
  expect(wrongIn({ ...empty, cost_over_usd: "1,000" })).toEqual({ "/when/cost_over_usd": "number" });
  expect(wrongIn({ ...empty, cost_over_usd: "0,125" })).toEqual({});
});
