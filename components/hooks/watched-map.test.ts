import { expect, test } from "vitest";
import { WatchedMap } from "./watched-map";

test("a hundred thousand parts that tell what they show never copy what the others told", () => {
  const map = new WatchedMap<number, string>();
  let told = 0;
  const leave = map.subscribe(() => {
    told += 1;
  });
  const before = performance.now();
  for (let part = 0; part < 100_000; part += 1) map.set(part, "seen");
  // Copied each time it would be five thousand million entries.
  expect(performance.now() - before).toBeLessThan(5_000);
  expect([map.size, told, map.version(), map.get(99_999)]).toEqual([100_000, 100_000, 100_000, "seen"]);
  map.delete(-1);
  expect(told).toBe(100_000);
  leave();
  map.delete(0);
  expect([map.has(0), map.get(1), told]).toEqual([false, "seen", 100_000]);
});
