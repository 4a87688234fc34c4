import { expect, test } from "vitest";
import { arranged, keptOf, moved, toggled } from "./picked";

const all = ["/1", "/2", "/3", "/4"];

test("what is kept of an answer is released in the order it was put in, and never nothing at all", () => {
  let kept = keptOf(all);
  for (const url of ["/1", "/3"]) kept = toggled(all, kept, url);
  expect(kept).toEqual(["/2", "/4"]);
  const order = moved(all, "/4", 0);
  kept = order.filter((url) => kept.includes(url));
  expect(kept).toEqual(["/4", "/2"]);
  kept = toggled(order, kept, "/2");
  expect(toggled(order, kept, "/4")).toEqual(["/4"]);
  expect(toggled(order, kept, "/1")).toEqual(["/4", "/1"]);
});

test("a draft that was kept comes up in its own order, with what was dropped in its place", () => {
  expect(arranged(all, ["/4", "/2"])).toEqual(["/1", "/4", "/3", "/2"]);
  expect(arranged(all, ["/gone", "/3"])).toEqual(all);
  expect(keptOf("/1")).toEqual(["/1"]);
  expect(keptOf([null, "/2"])).toEqual(["/2"]);
});

test("nothing is moved out of the list", () => {
  expect(moved(all, "/1", -3)).toEqual(all);
  expect(moved(all, "/1", 9)).toEqual(["/2", "/3", "/4", "/1"]);
});
