import { expect, test } from "vitest";
import { LostField } from "./lost-field";

const typed = (target: unknown, at: number, leaves = false) => ({ target, at, typing: true, leaves });
const pressed = (at: number, leaves = false) => ({
  target: { isConnected: true },
  at,
  typing: false,
  leaves,
});

test("what is still typed when its field has gone reaches nothing else, until one pauses", () => {
  const lost = new LostField();
  const field = { isConnected: true };
  expect(lost.takes(typed(field, 0))).toBe(false);
  field.isConnected = false;
  expect([200, 1_900, 3_800, 5_700].map((at) => lost.takes(pressed(at)))).toEqual([true, true, true, true]);
  expect(lost.takes(pressed(7_800))).toBe(false);
  expect(lost.takes(pressed(7_900))).toBe(false);
});

test("nothing is kept from the next run by a field that one has left, or sent", () => {
  const lost = new LostField();
  const field = { isConnected: true };
  lost.takes(typed(field, 0));
  expect(lost.takes(pressed(100))).toBe(false);
  lost.takes(typed(field, 200));
  lost.takes(typed(field, 300, true));
  field.isConnected = false;
  expect(lost.takes(pressed(400))).toBe(false);
});

test("nor by one whose button was clicked", () => {
  const lost = new LostField();
  const field = { isConnected: true };
  lost.takes(typed(field, 0));
  lost.forget();
  field.isConnected = false;
  expect(lost.takes(pressed(100))).toBe(false);
});

test("Escape says that one has seen it go", () => {
  const lost = new LostField();
  const field = { isConnected: true };
  lost.takes(typed(field, 0));
  field.isConnected = false;
  expect(lost.takes(pressed(100))).toBe(true);
  expect(lost.takes(pressed(200, true))).toBe(false);
  expect(lost.takes(pressed(300))).toBe(false);
});
