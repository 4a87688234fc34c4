import { describe, expect, it } from "vitest";
import { FrozenRule, type RuleCondition, type RuleDemand } from "@/lib/contracts/rules";
import { factsOf } from "./facts";
import { matching } from "./matches";

const rule = (demand: RuleDemand, when: RuleCondition = {}): FrozenRule =>
  FrozenRule.parse({ id: "rule_1", name: "Money asks", when, demand });
const model = { provider: "replicate", name: "acme/cheap" };
const told = factsOf({ ...model, unproven: true }, "text_generation", null);
const known = factsOf(model, "text_generation", null);
const money = rule({ policy: "require_human" }, { cost_over_usd: 0 });
const ofModel: RuleCondition[] = [
  { model: "acme/cheap" },
  { model: "replicate:acme/*" },
  { operation_type: "text_generation" },
  { provider: "replicate", model: "*" },
];

describe("a model that only the request describes", () => {
  it.each(ofModel)("is granted no exception for %j, which a known one is", (when) => {
    const skip = rule({ skip: true }, when);
    expect(matching([skip, money], told)).toEqual([money]);
    expect(matching([skip, money], known)).toEqual([]);
  });

  it.each<RuleCondition>([
    { model: "dear/*" },
    { operation_type: "video_*" },
    { model: "dear/*", operation_type: "video_*", provider: "replicate" },
    { model: "dear/*", cost_over_usd: 1 },
  ])("does not escape by another name or kind what is demanded of %j", (when) => {
    const dear = rule({ policy: "require_human" }, when);
    expect(matching([dear], told)).toEqual([dear]);
    expect(matching([dear], known)).toEqual([]);
  });

  it("is believed the provider that is called, and what its call may cost", () => {
    expect(matching([rule({ skip: true }, { provider: "replicate" }), money], told)).toEqual([]);
    const elsewhere = { provider: "sandbox", model: "dear/*" };
    expect(matching([rule({ policy: "require_human" }, elsewhere)], told)).toEqual([]);
    const free = { ...told, cost: { amount: 0, currency: "USD" as const, basis: "a price" } };
    expect(
      matching([rule({ policy: "require_human" }, { model: "dear/*", cost_over_usd: 1 })], free),
    ).toEqual([]);
  });
});
