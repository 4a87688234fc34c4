import { expect, test } from "vitest";
import type { Group } from "@/lib/contracts/groups";
import { changesOf, draftOf, groupOf, wrongIn } from "./group-draft";

const group: Group = {
  id: "grp_1",
  name: "Film",
  when: { operation_type: "video_*", metadata: { team: "press", round: 2, final: true } },
  members: [
    { kind: "user", id: "grace", name: "Grace" },
    { kind: "api_key", id: "key", name: "Bot" },
  ],
  seated: [],
  away: [],
  escalate: { after_seconds: 5400, to: "grp_2" },
  assignment: "round_robin",
  version: "sha256:1",
  created_at: "2026-11-28T08:00:00.000Z",
  updated_at: "2026-11-28T08:00:00.000Z",
};

test("a group that is opened and saved again says what it said before, and changes nothing", () => {
  const { name, when, escalate, assignment } = group;
  expect(groupOf(draftOf(group))).toEqual({ name, when, members: ["grace", "key"], escalate, assignment });
  expect(changesOf(draftOf(group), group)).toEqual({});
  const bare = { name: "", when: {}, members: [], escalate: null, assignment: "anybody" };
  expect(groupOf(draftOf(null))).toEqual(bare);
});

test("only what was changed is sent", () => {
  const draft = { ...draftOf(group), name: " Films ", members: ["key", "grace"], after: "", to: null };
  expect(changesOf(draft, group)).toEqual({ name: "Films", escalate: null });
});

test("what goes on to others says when and to whom, and not before a minute is over", () => {
  const draft = draftOf(group);
  expect(wrongIn(draft)).toEqual({});
  expect(wrongIn({ ...draft, after: "" })).toEqual({ "/escalate/after_seconds": "minute" });
  expect(wrongIn({ ...draft, to: null })).toEqual({ "/escalate/to": "to" });
  expect(wrongIn({ ...draft, after: "0,5", unit: "minutes" })).toEqual({
    "/escalate/after_seconds": "minute",
  });
  const metadata = [{ key: "", value: "x", kind: "text" as const }];
  expect(wrongIn({ ...draft, when: { ...draft.when, metadata } })).toEqual({ "/when/metadata/0": "key" });
});
