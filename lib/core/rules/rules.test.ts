import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import type { EffectivePolicy } from "@/lib/contracts/policy";
import { FrozenRule, type RuleCondition, RuleDemand } from "@/lib/contracts/rules";
import { anyConfig, anyDemand, anyFacts, anyMeasurement, anyRule } from "@/lib/testing/rules";
import { effectivePolicy, evaluatePolicy, type Measurement } from "../policy";
import { demandedBy, demandOf, joinDemands, nothingDemanded } from "./demand";
import { passGate } from "./gate";
import { type Asker, concerning, concerns, fits, matching } from "./matches";
import { tighten } from "./tighten";

const rule = (demand: RuleDemand, when: RuleCondition = {}): FrozenRule =>
  FrozenRule.parse({ id: "rule_1", name: "Money asks", when, demand });
const asks = (policy: EffectivePolicy, measured: Measurement) =>
  evaluatePolicy(policy, measured).some((entry) => entry.asks);
const anyPolicy = anyConfig.map(effectivePolicy);
const joined = anyDemand.map((demand) => demandedBy({ demand }));

const rita: Asker = {
  role: "requester",
  key_id: "key_rita",
  person_id: null,
  user_id: "user-7",
  path: "hitl",
  metadata: { team: "press", level: 3, tags: ["draft", "web"] },
};
const flux = {
  provider: "replicate",
  model: "black-forest-labs/flux-dev",
  operation_type: "image_generation",
  unproven: false,
} as const;
const usd = (amount: number) => ({ amount, currency: "USD" as const, basis: "a price" });
const payload = (amount: number | null) =>
  ({
    step: "payload_review",
    changes: 0,
    cost: amount === null ? null : usd(amount),
    error_issues: 0,
  }) as const;

describe("what rules demand together", () => {
  it("does not depend on their order, nor on how often one of them is read", () => {
    fc.assert(
      fc.property(joined, joined, joined, (a, b, c) => {
        expect(joinDemands(a, b)).toEqual(joinDemands(b, a));
        expect(joinDemands(joinDemands(a, b), c)).toEqual(joinDemands(a, joinDemands(b, c)));
        expect(joinDemands(a, a)).toEqual(a);
        expect(joinDemands(a, nothingDemanded)).toEqual(a);
      }),
    );
  });

  it("is never looser than any one of them", () => {
    fc.assert(
      fc.property(joined, joined, anyPolicy, anyMeasurement, (a, b, policy, measured) => {
        const both = tighten(policy, joinDemands(a, b));
        for (const one of [tighten(policy, a), tighten(policy, b)]) {
          if (asks(one, measured)) expect(asks(both, measured)).toBe(true);
          expect(both.timeout_seconds).toBeLessThanOrEqual(one.timeout_seconds);
          if (one.on_timeout !== "approve") expect(both.on_timeout).not.toBe("approve");
          expect(both.approvals?.count ?? 0).toBeGreaterThanOrEqual(one.approvals?.count ?? 0);
        }
      }),
    );
  });
});

describe("a request", () => {
  it("is never loosened by a rule, and what was tightened once stays so", () => {
    fc.assert(
      fc.property(anyPolicy, joined, joined, anyMeasurement, (policy, a, b, measured) => {
        const once = tighten(policy, a);
        const twice = tighten(once, b);
        for (const [before, after] of [
          [policy, once],
          [once, twice],
        ] as const) {
          if (asks(before, measured)) expect(asks(after, measured)).toBe(true);
          expect(after.timeout_seconds).toBeLessThanOrEqual(before.timeout_seconds);
          if (before.on_timeout !== "approve") expect(after.on_timeout).not.toBe("approve");
        }
        expect(tighten(once, a)).toEqual(once);
        expect(tighten(policy, nothingDemanded)).toBe(policy);
      }),
    );
  });

  it("that asks for more than a rule wants keeps what it asked for", () => {
    const strict = effectivePolicy({ policy: "require_human", allowed_steps: ["information_review"] });
    const next = tighten(strict, demandedBy({ demand: { allowed_steps: ["payload_review"] } }));
    expect(next).toMatchObject({
      policy: "require_human",
      allowed_steps: ["information_review", "payload_review"],
      by_step: {
        information_review: "require_human",
        payload_review: "require_human",
        response_review: "auto",
      },
    });
  });

  it("cannot be approved by nobody where a rule wants a person, unless the rule says so", () => {
    const hasty = effectivePolicy({ policy: "auto", timeout_seconds: 1, on_timeout: "approve" });
    const end = (demand: RuleDemand) => tighten(hasty, demandedBy({ demand })).on_timeout;
    expect(end({ policy: "require_human" })).toBe("expire");
    expect(end({ allowed_steps: ["payload_review"] })).toBe("expire");
    expect(end({ review_thresholds: { cost_max_usd: 1 } })).toBe("expire");
    expect(end({ policy: "require_human", on_timeout: ["approve", "reject"] })).toBe("approve");
    expect(end({ policy: "require_human", on_timeout: ["escalate", "reject"] })).toBe("reject");
    expect(end({ timeout_seconds_max: 60 })).toBe("approve");
    const two: RuleDemand[] = [
      { policy: "require_human", on_timeout: ["approve"] },
      { allowed_steps: ["payload_review"], on_timeout: ["reject"] },
    ];
    expect(tighten(hasty, demandOf(two.map((demand) => ({ demand })))).on_timeout).toBe("expire");
  });

  it("has no longer to be answered than the shortest of the longest times", () => {
    const time = (asked: number | undefined, ...most: number[]) => {
      const rules = most.map((timeout_seconds_max) => ({ demand: { timeout_seconds_max } }));
      return tighten(effectivePolicy({ timeout_seconds: asked }), demandOf(rules)).timeout_seconds;
    };
    expect([time(undefined, 600), time(86_400, 900, 600), time(60, 600), time(undefined, 7200)]).toEqual([
      600, 600, 60, 3600,
    ]);
  });

  it("cannot trip fewer thresholds than a rule names, and trips none that the rule leaves out", () => {
    const lax = effectivePolicy({ policy: "auto", review_thresholds: { confidence_min: 0 } });
    const next = tighten(lax, demandedBy({ demand: { review_thresholds: { cost_max_usd: 1 } } }));
    expect(asks(next, payload(2))).toBe(true);
    expect(asks(next, payload(0.5))).toBe(false);
    expect(asks(next, { ...payload(0.5), changes: 99 })).toBe(false);
    expect(asks(next, { step: "information_review", confidence: 0, safety_flags: ["pii"] })).toBe(false);
    const whole = tighten(lax, demandedBy({ demand: { policy: "auto_with_thresholds" } }));
    expect(asks(whole, { step: "information_review", confidence: 0.8, safety_flags: [] })).toBe(true);
  });
});

describe("the gate", () => {
  it("only ever gets stricter from revision to revision", () => {
    const gate = fc.record({ requested: anyPolicy, rules: fc.array(anyRule, { maxLength: 4 }) });
    fc.assert(
      fc.property(
        gate,
        fc.array(anyFacts, { maxLength: 4 }),
        anyMeasurement,
        ({ requested, rules }, looks, probe) => {
          let policy = requested;
          for (const facts of looks) {
            const passed = passGate({ requested, policy, rules }, { cost: null, ...facts }, probe);
            if (asks(policy, probe)) expect(passed.trace.some((entry) => entry.asks)).toBe(true);
            // Whoever reads the trace is told of a person exactly where the policy wants one.
            expect(passed.trace.some((entry) => entry.asks)).toBe(asks(passed.policy, probe));
            policy = passed.policy;
          }
        },
      ),
    );
  });

  it("says which rule asks, and what it tightened of the request", () => {
    const requested = effectivePolicy({ policy: "auto", on_timeout: "approve" });
    const rules = [
      rule({ policy: "require_human", allowed_steps: ["payload_review"], timeout_seconds_max: 60 }),
    ];
    const { trace, policy } = passGate(
      { requested, policy: requested, rules },
      { ...flux, cost: null },
      payload(null),
    );
    const by = { id: "rule_1", name: "Money asks" };
    expect(trace.filter((entry) => entry.asks)).toEqual([
      {
        step: "payload_review",
        rule: "organisation",
        measured: "auto",
        threshold: "require_human",
        asks: true,
        reason: "The organisation's rule “Money asks” asks for a person at payload review",
        by,
      },
    ]);
    expect(trace).toContainEqual(
      expect.objectContaining({ rule: "timeout_seconds_max", measured: 3600, threshold: 60, by }),
    );
    expect(trace).toContainEqual(expect.objectContaining({ rule: "on_timeout", measured: "approve", by }));
    expect(policy).toMatchObject({ policy: "require_human", timeout_seconds: 60, on_timeout: "expire" });
  });
});

describe("a rule", () => {
  const first = rule({ allowed_steps: ["payload_review"] }, { cost_over_usd: 0 });

  it("takes an unknown cost for one that is over, and a sandbox's nothing for nothing", () => {
    const found = (cost: RevisionCost) => matching([first], { ...flux, ...cost }).length;
    type RevisionCost = { cost?: ReturnType<typeof usd> | null };
    expect([found({ cost: null }), found({ cost: usd(0.001) }), found({ cost: usd(0) }), found({})]).toEqual([
      1, 1, 0, 0,
    ]);
  });

  it("is found by provider, model and kind, written in any case", () => {
    const found = (when: RuleCondition) =>
      matching([rule({ policy: "require_human" }, when)], flux).length === 1;
    expect(found({ model: "Black-Forest-Labs/*" })).toBe(true);
    expect(found({ model: "replicate:*flux*" })).toBe(true);
    expect(found({ model: "flux-dev" })).toBe(false);
    expect(found({ provider: "replicate", operation_type: "image_*" })).toBe(true);
    expect(found({ provider: "sandbox" })).toBe(false);
  });

  it("is found by who asks and what they tell", () => {
    const found = (when: RuleCondition) => concerns(rule({ policy: "require_human" }, when), rita);
    expect(found({ role: "requester", key_id: "key_*", user_id: "user-7", path: "hitl" })).toBe(true);
    expect(found({ metadata: { team: "press", level: 3, tags: "web" } })).toBe(true);
    expect([
      found({ role: "admin" }),
      found({ metadata: { team: "law" } }),
      found({ path: "legacy" }),
    ]).toEqual([false, false, false]);
  });

  it("makes no exception for what a request says of itself, unless it names the key that may say it", () => {
    const skips = (when: RuleCondition, asker = rita) => concerns(rule({ skip: true }, when), asker);
    expect(skips({ user_id: "user-7" })).toBe(false);
    expect(skips({ metadata: { team: "press" } })).toBe(false);
    expect(skips({ user_id: "user-7", key_id: "key_rita" })).toBe(true);
    expect(skips({ user_id: "user_ann" }, { ...rita, key_id: null, person_id: "user_ann" })).toBe(true);
  });

  it("that makes an exception ends the reading, and what was read before it counts", () => {
    const money = rule({ policy: "require_human" });
    const cheap = rule({ skip: true }, { model: "*/flux-dev" });
    expect(matching([cheap, money], flux)).toEqual([]);
    expect(matching([money, cheap, money], flux)).toEqual([money]);
    expect(concerning([rule({ skip: true }, { role: "requester" }), money], rita)).toHaveLength(1);
    expect(concerning([cheap, money], rita)).toHaveLength(2);
  });

  it.each([
    [{}, "demand something"],
    [{ skip: true, policy: "require_human" }, "demands nothing beside it"],
    [{ allowed_steps: ["api_call"] }, "at which policy asks"],
    [{ allowed_steps: [] }, "at which policy asks"],
  ])("that demands %j is refused", (demand, why) => {
    expect(JSON.stringify(RuleDemand.safeParse(demand).error?.issues)).toContain(why);
  });
});

test("a pattern fits in linear time, and star by star", () => {
  expect(fits("a*b*c", "a--b--c")).toBe(true);
  expect(fits("a*b*c", "a--c--b")).toBe(false);
  expect([fits("*", ""), fits("ab", "abc"), fits("ab*ab", "ab"), fits("**x**", "-x-")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const begun = performance.now();
  expect(fits(`${"a*".repeat(150)}b`, "a".repeat(20_000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
