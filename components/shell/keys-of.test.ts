import { expect, test } from "vitest";
import { deskKeys } from "@/components/hooks/desk-keys";
import type { Role } from "@/lib/contracts/words";
import { destinationsOf, homeOf } from "./destinations";
import { keysOf } from "./keys-of";

const all = Object.values(deskKeys).flatMap((group) => group.map(({ does }) => does));
const ofRules = deskKeys.rules.map(({ does }) => does);
const shownTo = (role: Role) => keysOf(role).flatMap(({ keys }) => keys.map(({ does }) => does));

test("a requester is never led to an inbox that can hold nothing for them", () => {
  expect(homeOf("requester")).toBe("/runs");
  expect(destinationsOf("requester").map(({ href }) => href)).toEqual(["/runs", "/new", "/settings"]);
  expect(shownTo("requester")).toEqual(["goRuns", "goNew", "goSettings", "palette", "search", "help"]);
});

test("whoever decides begins in the inbox, and no key is kept from them but those of the admins' page", () => {
  expect([homeOf("reviewer"), homeOf("admin")]).toEqual(["/", "/"]);
  expect(shownTo("reviewer")).toEqual(all.filter((does) => !ofRules.some((one) => one === does)));
  expect(shownTo("admin")).toEqual(all);
});
