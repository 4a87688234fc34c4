import { describe, expect, it } from "vitest";
import { sideOf } from "./side";

const users = Array.from({ length: 10_000 }, (_, n) => `user-${n}`);
const moved = (percentage: number, user_ids: string[] = []) =>
  users.filter((user) => sideOf({ stage: "percentage", user_ids, percentage }, user) === "hitl");

describe("the side a user is on", () => {
  it.each([0, 1, 10, 50, 99, 100])("moves %i %% of 10,000 users, within a point", (percentage) => {
    expect(Math.abs(moved(percentage).length / 100 - percentage)).toBeLessThanOrEqual(
      percentage % 100 === 0 ? 0 : 1,
    );
  });

  it("moves nobody back as the percentage rises", () => {
    let before = new Set<string>();
    for (const percentage of [0, 0.5, 10, 33.3, 50, 75, 100]) {
      const now = new Set(moved(percentage));
      expect([...before].filter((user) => !now.has(user))).toEqual([]);
      before = now;
    }
  });

  it("keeps the named people moved when a percentage follows", () => {
    const named = users.slice(0, 20);
    const inPeople = named.map((user) => sideOf({ stage: "people", user_ids: named, percentage: 0 }, user));
    expect(new Set(inPeople)).toEqual(new Set(["hitl"]));
    expect(moved(0, named)).toEqual(named);
    expect(sideOf({ stage: "people", user_ids: named, percentage: 100 }, "somebody else")).toBe("legacy");
  });

  it("leaves a request that names no user on the old path until everyone moves", () => {
    const all = { user_ids: [], percentage: 100 };
    expect(sideOf({ stage: "percentage", ...all }, null)).toBe("legacy");
    expect(sideOf({ stage: "everyone", ...all }, null)).toBe("hitl");
    expect(sideOf({ stage: "off", ...all }, "user-1")).toBe("legacy");
  });
});
