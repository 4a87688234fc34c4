import { expect, test } from "vitest";
import { makeSummary } from "@/lib/testing/factories/summary";
import { claimEndsIn, nextClaimEnd, withoutEndedClaims } from "./claims-end";
import { withChanges } from "./with-changes";

const grace = { kind: "user" as const, id: "user_grace", name: "Grace" };
const noon = Date.parse("2026-01-01T12:00:00.000Z");
const claimed = (run_id: string, minute: number) =>
  makeSummary({
    run_id,
    claimed_by: grace,
    claimed_until: new Date(noon + minute * 60_000).toISOString(),
  });

test("the claim that is over next is the one to wait for", () => {
  expect(nextClaimEnd([makeSummary()])).toBeNull();
  expect(nextClaimEnd([claimed("a", 7), makeSummary(), claimed("b", 3)])).toBe(noon + 3 * 60_000);
});

test("a row names whoever claimed it until that is over, and no longer", () => {
  const rows = [claimed("a", 7), claimed("b", 3), makeSummary({ run_id: "c" })];
  const ended = withoutEndedClaims(rows, noon + 3 * 60_000);
  expect([...ended.keys()]).toEqual(["b"]);
  expect(withChanges(rows, ended).map(({ claimed_by }) => claimed_by?.name ?? null)).toEqual([
    "Grace",
    null,
    null,
  ]);
});

test("an open run is asked for again when its claim is over, never at once", () => {
  const { claimed_until } = claimed("a", 7);
  expect(claimEndsIn(null, noon)).toBe(false);
  expect(claimEndsIn(claimed_until, noon)).toBe(7 * 60_000);
  expect(claimEndsIn(claimed_until, noon + 3_600_000)).toBe(5_000);
});
