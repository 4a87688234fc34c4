import fc from "fast-check";
import type { HitlConfig, ReviewThresholds } from "@/lib/contracts/policy";
import { type CreateRule, FrozenRule, type Rule, RuleDemand } from "@/lib/contracts/rules";
import { OnTimeout, PolicyName, ReviewStep, SafetyFlag } from "@/lib/contracts/words";
import type { Measurement } from "@/lib/core/policy";
import type { Principal } from "@/lib/core/principal";
import type { RevisionFacts } from "@/lib/core/rules/matches";
import { createRule } from "@/lib/services/policies/create-rule";
import type { Database } from "@/lib/store/connection/client";
import { testAdmin } from "./app";

/** A rule as an admin writes it, with what it leaves out. */
export const draftRule = (rule: Partial<CreateRule> & Pick<CreateRule, "demand">): CreateRule => ({
  name: "Money asks",
  enabled: true,
  order: 100,
  when: {},
  ...rule,
});

/** Has these people be there, so that they may be asked. */
export async function addReviewers({ prisma }: Database, people: readonly Principal[]): Promise<void> {
  for (const { id, name, role } of people) {
    const person = { id, name, role, email: `${name.toLowerCase()}@example.com` };
    await prisma.user.upsert({ where: { id }, create: person, update: {} });
  }
}

/** Adds a rule, and somebody who could answer what it asks where there is nobody yet. */
export async function addRule(db: Database, rule: Parameters<typeof draftRule>[0]): Promise<Rule> {
  const id = "user_ann";
  const ann = { id, name: "Ann", email: "ann@example.com", role: "reviewer" };
  await db.prisma.user.upsert({ where: { id }, create: ann, update: {} });
  return createRule({ db }, testAdmin, draftRule(rule), new Date());
}

const share = fc.constantFrom(0, 0.3, 0.5, 0.7, 0.9, 1);
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
const thresholds: fc.Arbitrary<ReviewThresholds> = fc.record({
  confidence_min: optional(share),
  payload_changes_max: optional(fc.constantFrom(0, 3, 5, 9)),
  response_quality_min: optional(share),
  cost_max_usd: optional(fc.constantFrom(0, 0.1, 1)),
  safety_flags: optional(fc.subarray([...SafetyFlag.options])),
});

/** What a request may say about review. */
export const anyConfig: fc.Arbitrary<HitlConfig> = fc.record({
  policy: optional(fc.constantFrom(...PolicyName.options)),
  review_thresholds: optional(thresholds),
  allowed_steps: optional(fc.subarray([...ReviewStep.options])),
  timeout_seconds: optional(fc.constantFrom(1, 60, 3600, 86_400)),
  on_timeout: optional(fc.constantFrom(...OnTimeout.options)),
});

/** Any demand that the contract takes, exceptions among them. */
export const anyDemand: fc.Arbitrary<RuleDemand> = fc.oneof(
  { weight: 1, arbitrary: fc.constant<RuleDemand>({ skip: true }) },
  {
    weight: 8,
    arbitrary: fc
      .record({
        policy: optional(fc.constantFrom(...PolicyName.options)),
        review_thresholds: optional(thresholds),
        allowed_steps: optional(fc.subarray([...ReviewStep.options], { minLength: 1 })),
        timeout_seconds_max: optional(fc.constantFrom(1, 60, 7200)),
        on_timeout: optional(fc.subarray([...OnTimeout.options], { minLength: 1 })),
        approvals: optional(
          fc.record({
            count: fc.integer({ min: 1, max: 3 }),
            groups: optional(fc.subarray(["law", "press", "money"], { minLength: 1 })),
            not_requester: optional(fc.boolean()),
          }),
        ),
      })
      .filter((demand) => RuleDemand.safeParse(demand).success),
  },
);

/** Any rule over a small world, so that it matches now and then. */
export const anyRule: fc.Arbitrary<FrozenRule> = fc
  .record({
    id: fc.uuid(),
    demand: anyDemand,
    when: fc.record({
      model: optional(fc.constantFrom("flux/*", "*", "llama/big")),
      cost_over_usd: optional(fc.constantFrom(0, 0.1, 1)),
    }),
  })
  .map((rule) => FrozenRule.parse({ name: `rule ${rule.id}`, ...rule }));

/** What would run, of the same small world. */
export const anyFacts: fc.Arbitrary<RevisionFacts> = fc.record(
  {
    provider: fc.constant("replicate"),
    model: fc.constantFrom("flux/dev", "llama/big"),
    operation_type: fc.constant("image_generation" as const),
    unproven: fc.boolean(),
    cost: fc.option(
      fc.constantFrom(0, 0.05, 5).map((amount) => ({ amount, currency: "USD" as const, basis: "a price" })),
    ),
  },
  { requiredKeys: ["provider", "model", "operation_type", "unproven"] },
);

/** Anything that policy may look at. */
export const anyMeasurement: fc.Arbitrary<Measurement> = fc.oneof(
  fc.record({
    step: fc.constant("information_review" as const),
    confidence: share,
    safety_flags: fc.subarray([...SafetyFlag.options]),
  }),
  fc.record({
    step: fc.constant("payload_review" as const),
    changes: fc.integer({ min: 0, max: 10 }),
    cost: fc.option(
      fc.constantFrom(0, 0.05, 0.5, 5).map((amount) => ({ amount, currency: "USD" as const, basis: "" })),
    ),
    error_issues: fc.constantFrom(0, 0, 1),
  }),
  fc.record({
    step: fc.constant("response_review" as const),
    quality: share,
    error_issues: fc.constantFrom(0, 0, 1),
  }),
);
