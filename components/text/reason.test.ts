import { expect, test } from "vitest";
import type { TraceEntry } from "@/lib/contracts/parts";
import { PolicyName, type ReviewStep } from "@/lib/contracts/words";
import { effectivePolicy, evaluatePolicy, type Measurement } from "@/lib/core/policy";
import { passGate } from "@/lib/core/rules/gate";
import { de } from "./de";
import { en } from "./en";

const cost = { amount: 0.5, currency: "USD", basis: "per run", min: 0.5, max: 0.5 } as const;
const measurements: Measurement[] = [
  { step: "information_review", confidence: 0.95, safety_flags: [] },
  { step: "information_review", confidence: 0.5, safety_flags: ["pii", "nsfw", "copyright"] },
  { step: "payload_review", changes: 1, cost: null, error_issues: 0 },
  { step: "payload_review", changes: 9, cost, error_issues: 1 },
  { step: "payload_review", changes: 9, cost: { ...cost, amount: 2 }, error_issues: 3 },
  { step: "response_review", quality: 0.9, error_issues: 0 },
  { step: "response_review", quality: 0.1, error_issues: 2 },
];

function traces(allowed: ReviewStep[] | undefined): TraceEntry[] {
  return PolicyName.options.flatMap((policy) =>
    [1, undefined].flatMap((limit) => {
      const given = { policy, allowed_steps: allowed, review_thresholds: { cost_max_usd: limit } };
      return measurements.flatMap((measured) => evaluatePolicy(effectivePolicy(given), measured));
    }),
  );
}

/** What rules of the organisation say of requests that they tighten in every way. */
function ruledTraces(): TraceEntry[] {
  const requested = effectivePolicy({ policy: "auto", on_timeout: "approve" });
  const facts = { provider: "sandbox", model: "sandbox/image", operation_type: null, unproven: false, cost };
  const demands = [1, 2].flatMap((count) => [
    { policy: "require_human" as const, timeout_seconds_max: 60, approvals: { count } },
    { policy: "auto_with_thresholds" as const },
  ]);
  const rules = demands.map((demand, at) => ({ id: `rule_${at}`, name: "Money asks", when: {}, demand }));
  return measurements.flatMap(
    (measured) => passGate({ requested, policy: requested, rules }, facts, measured).trace,
  );
}

test("every line that a policy can write is said in German, and in English as the server says it", () => {
  for (const entry of [...traces(undefined), ...traces(["response_review"]), ...ruledTraces()]) {
    expect(en.reason(entry)).toBe(entry.reason);
    expect(de.reason(entry), entry.rule).not.toBe(entry.reason);
    expect(de.reason(entry)).not.toMatch(/undefined|null|NaN/);
    if (entry.by) expect(de.reason(entry)).toContain(`„${entry.by.name}“`);
  }
});

test("a limit that is crossed where policy may not ask is said to be so in either language", () => {
  const all = traces(["response_review"]);
  const elsewhere = all.filter((entry) => entry.reason.includes("not among"));
  expect(new Set(elsewhere.map(({ rule }) => rule))).toEqual(
    new Set(["confidence_min", "safety_flags", "payload_changes_max", "cost_max_usd"]),
  );
  for (const entry of elsewhere) expect(de.reason(entry)).toContain("darf nicht gefragt werden");
  const others = all.filter((entry) => !elsewhere.includes(entry));
  for (const entry of others) expect(de.reason(entry)).not.toContain("darf nicht gefragt werden");
});

test("a rule that the desk does not know yet is said as the server says it", () => {
  const entry: TraceEntry = {
    step: "payload_review",
    rule: "full_moon",
    measured: true,
    threshold: null,
    asks: true,
    reason: "The moon is full",
  };
  expect(de.reason(entry)).toBe("The moon is full");
});

test("money and shares are written as the language writes them", () => {
  const said = traces(undefined).map((entry) => de.reason(entry).replaceAll("\u00a0", " "));
  expect(said).toContain("Die geschätzten Kosten von 2,00 $ liegen über 1,00 $");
  expect(said).toContain("Die Sicherheit der Zuordnung von 50 % liegt unter 90 %");
  expect(said).toContain("9 Änderungen gegenüber dem Beispiel, erlaubt sind 5");
});
