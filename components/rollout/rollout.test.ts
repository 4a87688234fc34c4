import { expect, test } from "vitest";
import { en } from "@/components/text/en";
import { adminEn } from "@/components/text/en/admin";
import { makeRollout } from "@/lib/testing/factories/rollout";
import { changeLines } from "./change-lines";
import { bodyOf, byHand, byPreset, moves, percentageOf, shownBy, tickKey, userIdsOf } from "./draft";

const text = { ...en, ...adminEn };

const rollout = makeRollout();

test("a percentage goes from 0 to 100 in hundredths, with a point or a comma", () => {
  expect(["0", "12.5", "12,25", " 100 "].map(percentageOf)).toEqual([0, 12.5, 12.25, 100]);
  expect(["", "-1", "100.01", "1.234", "ten", "1e1"].map(percentageOf)).toEqual(Array(6).fill(null));
});

test("user ids are one a line, each once", () => {
  expect(userIdsOf(" ada \n\ngrace\nada\n")).toEqual(["ada", "grace"]);
});

test("a draft that says what already holds changes nothing", () => {
  const { stage, percentage, shadow, user_ids } = rollout.state;
  const draft = { stage, percentage: String(percentage), shadow, people: user_ids.join("\n") };
  expect(bodyOf(rollout, draft)).toEqual({});
});

test("only what differs is sent", () => {
  expect(bodyOf(rollout, { stage: "percentage", percentage: "25" })).toEqual({ percentage: 25 });
  expect(bodyOf(rollout, { shadow: false })).toEqual({ shadow: false });
});

test("nothing is sent while the percentage cannot be read", () => {
  expect(bodyOf(rollout, { percentage: "a lot" })).toBeNull();
});

test("a preset is shown as what it sets, and is sent alone", () => {
  const draft = byPreset({ stage: "off", percentage: "3", shadow: false }, "everyone");
  expect(shownBy(rollout, draft).stage).toBe("everyone");
  expect(bodyOf(rollout, draft)).toEqual({ preset: "everyone", shadow: false });
});

test("touching the stage by hand takes over what the preset had set", () => {
  const five = makeRollout({ state: { ...rollout.state, percentage: 5, preset: null } });
  const draft = byHand(five, byPreset({}, "subset"), { percentage: "12" });
  expect(bodyOf(five, draft)).toEqual({ percentage: 12 });
});

test("ticks and days are sent for the weeks that they belong to", () => {
  const draft = {
    planned: { everyone: "2036-12-01" },
    ticks: { [tickKey("subset", "rollback")]: true, [tickKey("subset", "errors")]: true },
  };
  expect(bodyOf(rollout, draft)).toEqual({
    plan: [
      { name: "subset", checklist: [{ id: "rollback", done: true }] },
      { name: "everyone", planned_for: "2036-12-01" },
    ],
  });
});

test("each change is said in words", () => {
  const draft = { percentage: "25", shadow: false, ticks: { [tickKey("subset", "rollback")]: true } };
  const body = bodyOf(rollout, draft);
  expect(body && changeLines(rollout, body, text)).toEqual([
    "Percentage: 10 % → 25 %",
    "Shadow mode: on → off",
    "“The rollback was tried once”: open → seen to",
  ]);
});

test("the warning speaks only when more users would move", () => {
  expect(moves(rollout, { percentage: "25" })).toBe(true);
  expect(moves(rollout, { stage: "everyone" })).toBe(true);
  expect(moves(rollout, { percentage: "5" })).toBe(false);
  expect(moves(rollout, { stage: "off" })).toBe(false);
  expect(moves(rollout, { shadow: false })).toBe(false);
});
