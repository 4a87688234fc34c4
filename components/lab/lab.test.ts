import { expect, test } from "vitest";
import { wrongThreshold } from "@/components/rules/thresholds";
import { en } from "@/components/text/en";
import { adminEn } from "@/components/text/en/admin";
import { HitlConfig } from "@/lib/contracts/policy";
import { SimulatePolicy } from "@/lib/contracts/simulate";
import { bodyOf, emptyForm, formOf, policyOf } from "./lab-form";
import { refusedIn } from "./lab-rules";
import { policyWords } from "./policy-words";

const text = { ...en, ...adminEn };

test("thresholds are taken as people type them", () => {
  const policy = policyOf({
    ...emptyForm,
    confidence_min: "0,85",
    cost_max_usd: " 0.10 ",
    safety_flags: ["pii"],
  });
  expect(policy).toEqual({
    policy: "auto_with_thresholds",
    review_thresholds: {
      confidence_min: 0.85,
      payload_changes_max: 5,
      response_quality_min: 0.7,
      cost_max_usd: 0.1,
      safety_flags: ["pii"],
    },
  });
  expect(HitlConfig.safeParse(policy).success).toBe(true);
});

test("what is wrong is named, and nothing is sent while it is", () => {
  expect(wrongThreshold("confidence_min", "1.2")).toBe("share");
  expect(wrongThreshold("payload_changes_max", "2.5")).toBe("whole");
  expect(wrongThreshold("cost_max_usd", "much")).toBe("number");
  expect(wrongThreshold("cost_max_usd", "")).toBeNull();
  expect(bodyOf({ ...emptyForm, confidence_min: "high" }, 0)).toBeNull();
});

test("thresholds that are not shown are not sent", () => {
  expect(policyOf({ ...emptyForm, policy: "auto", confidence_min: "high" })).toEqual({ policy: "auto" });
  expect(policyOf({ ...emptyForm, policy: "require_human", allowed_steps: ["api_call"] })).toEqual({
    policy: "require_human",
    allowed_steps: ["api_call"],
  });
});

test("a replay says its range, its source and its model, as the contract wants them", () => {
  const now = Date.parse("2026-03-08T00:00:00Z");
  const body = bodyOf({ ...emptyForm, policy: "auto", days: 7, source: "both", model: "a/b" }, now);
  expect(body).toEqual({
    policy: { policy: "auto" },
    from: "2026-03-01T00:00:00.000Z",
    to: "2026-03-08T00:00:00.000Z",
    source: "both",
    model: "a/b",
  });
  expect(SimulatePolicy.safeParse(body).success).toBe(true);
});

test("a kept draft that cannot be read is the usual one", () => {
  expect(formOf(null)).toEqual(emptyForm);
  expect(formOf("{")).toEqual(emptyForm);
  expect(formOf('"text"')).toEqual(emptyForm);
  expect(formOf("[]")).toEqual(emptyForm);
  expect(formOf(JSON.stringify({ days: 7 }))).toEqual({ ...emptyForm, days: 7 });
});

test("a field of a kept draft that has junk in it is the usual one, and the others stay", () => {
  const junk = {
    policy: "constructor",
    confidence_min: 0.5,
    safety_flags: "pii",
    allowed_steps: [null],
    days: 1e9,
    source: {},
    provider: 1,
    cost_max_usd: "0.2",
  };
  expect(formOf(JSON.stringify(junk))).toEqual({ ...emptyForm, cost_max_usd: "0.2" });
});

test("a policy is said in one line", () => {
  const policy = {
    policy: "auto_with_thresholds",
    review_thresholds: { cost_max_usd: 0.1, safety_flags: ["pii"] },
  };
  expect(policyWords(HitlConfig.parse(policy), text)).toBe(
    "Ask at thresholds · Estimated cost over 0.1 · Personal data",
  );
});

test("one rule of a kept draft that cannot be read takes none of the others with it", () => {
  const rule = { id: "a", name: "Money", order: 1, when: {}, demand: { skip: true } };
  const kept = formOf(JSON.stringify({ rules: [rule, { ...rule, demand: {} }] }));
  expect(kept.rules).toMatchObject([{ name: "Money" }]);
});

test("a rule that no server would take is not kept in the draft, and its fault stands at its field", () => {
  const rule = { name: "Money", enabled: true, order: 1, when: {}, demand: {} };
  expect(refusedIn(rule)).toMatchObject([{ pointer: "/demand", said: { code: "fault_demands_nothing" } }]);
  expect(refusedIn({ ...rule, name: " ", order: 2_000_000, demand: { skip: true } })).toMatchObject([
    { pointer: "/name" },
    { pointer: "/order", said: { code: "fault_invalid" } },
  ]);
});
