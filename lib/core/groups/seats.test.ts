import fc from "fast-check";
import { expect, test } from "vitest";
import { isOfGroup, seated, seatHolder } from "./seats";

const law = { members: ["ann", "bob"] };

test("a member is of a group, and nobody else is", () => {
  expect(isOfGroup(law, "ann", new Map())).toBe(true);
  expect(isOfGroup(law, "cyd", new Map())).toBe(false);
});

test("who stands in has the seat, and who is away does not have it as well", () => {
  const away = new Map([["ann", "cyd"]]);
  expect([...seated(law, away)]).toEqual(["cyd", "bob"]);
  expect(isOfGroup(law, "ann", away)).toBe(false);
});

test("who is away without anybody to stand in leaves the seat empty", () => {
  expect([...seated(law, new Map([["ann", null]]))]).toEqual(["bob"]);
});

test("a member who stands in for another is there once", () => {
  expect([...seated(law, new Map([["ann", "bob"]]))]).toEqual(["bob"]);
});

test("people who stand in for each other in a circle leave the seat empty, however many they are", () => {
  expect(
    seatHolder(
      "ann",
      new Map([
        ["ann", "bob"],
        ["bob", "ann"],
      ]),
    ),
  ).toBeNull();
  const many = Array.from({ length: 100 }, (_, at) => [`${at}`, `${(at + 1) % 100}`] as const);
  expect(seatHolder("0", new Map(many))).toBeNull();
});

test("nobody who is away ever has a seat", () => {
  const ids = fc.constantFrom("a", "b", "c", "d", "e");
  const absences = fc
    .dictionary(ids, fc.option(ids, { nil: null }))
    .map((given) => new Map(Object.entries(given)));
  fc.assert(
    fc.property(fc.array(ids), absences, (members, away) => {
      for (const id of seated({ members }, away)) expect(away.has(id)).toBe(false);
    }),
  );
});
