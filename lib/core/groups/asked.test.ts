import { expect, test } from "vitest";
import { askedGroups, type Waiting } from "./asked";

const group = (id: string, more: Partial<Parameters<typeof askedGroups>[0][number]> = {}) => ({
  id,
  name: id,
  when: {},
  members: [],
  escalate: null,
  ...more,
});
const waiting: Waiting = {
  facts: { provider: "replicate", model: "acme/film", operation_type: "video_generation", unproven: false },
  metadata: { team: ["press", "law"] },
  since: "2026-11-28T10:00:00.000Z",
  demanded: [],
};
const nobody = { you: "ann", absences: new Map(), able: new Set(["ann", "bob"]) };
const asked = (groups: Parameters<typeof askedGroups>[0], of = waiting) =>
  askedGroups(groups, of, nobody).map(({ id, since }) => [id, since]);

test("a question is for the groups of its model, its kind and its metadata, and for no other", () => {
  const groups = [
    group("all"),
    group("film", { when: { operation_type: "VIDEO_*" } }),
    group("press", { when: { metadata: { team: "press" } } }),
    group("sound", { when: { operation_type: "music_*" } }),
    group("theirs", { when: { provider: "replicate", model: "other/*" } }),
    group("money", { when: { metadata: { team: "money" } } }),
  ];
  expect(asked(groups).map(([id]) => id)).toEqual(["all", "film", "press"]);
});

test("a model that only its request describes is kept from no group", () => {
  const facts = { ...waiting.facts, unproven: true };
  expect(asked([group("theirs", { when: { model: "other/*" } })], { ...waiting, facts })).toHaveLength(1);
});

test("what a group does not answer goes to another after a while, once, and never later than it was theirs", () => {
  const to = (id: string, after_seconds: number) => ({ escalate: { to: id, after_seconds } });
  const film = { when: { operation_type: "video_*" } };
  const other = { when: { provider: "openai" } };
  const groups = [
    group("film", { ...film, ...to("boss", 1_800) }),
    group("press", { ...film, ...to("boss", 600) }),
    group("boss", { ...other, ...to("board", 60) }),
    group("board", { ...other, ...to("film", 60) }),
  ];
  expect(asked(groups)).toEqual([
    ["film", waiting.since],
    ["press", waiting.since],
    ["boss", "2026-11-28T10:10:00.000Z"],
  ]);
  expect(asked([group("film", { ...film, ...to("gone", 60) })])).toEqual([["film", waiting.since]]);
});

test("a group that must approve is asked, of whatever kind the question is", () => {
  const groups = [
    group("sound", { when: { operation_type: "music_*" } }),
    group("law", { when: { metadata: { team: "x" } } }),
  ];
  expect(asked(groups, { ...waiting, demanded: ["law"] })).toEqual([["law", waiting.since]]);
});

test("a seat of yours is told, also where you stand in", () => {
  const groups = [group("film", { members: ["bob"] }), group("law", { members: ["ann"] })];
  const absences = new Map([["bob", "ann"]]);
  const yours = askedGroups(groups, waiting, { ...nobody, absences });
  expect(yours.map(({ yours }) => yours)).toEqual([true, true]);
});

test("seats are of those who are there and may decide", () => {
  const groups = [
    group("film", { members: ["bob", "cyd"] }),
    group("law", { members: ["cyd", "dan"] }),
    group("press", { members: ["eve"] }),
  ];
  const absences = new Map([
    ["cyd", "ann"],
    ["eve", null],
  ]);
  expect(askedGroups(groups, waiting, { ...nobody, absences }).map(({ seats }) => seats)).toEqual([2, 1, 0]);
});
