import { expect, test } from "vitest";
import { applyFix } from "./apply-fix";

const payload = { guidance: 60, Seed: 7, extra: true };

test("a fix sets, removes or moves the value it is about", () => {
  expect(applyFix(payload, { pointer: "/guidance", fix: { set: 10 } })).toEqual({ ...payload, guidance: 10 });
  expect(applyFix(payload, { pointer: "/extra", fix: { remove: true } })).toEqual({ guidance: 60, Seed: 7 });
  expect(applyFix(payload, { pointer: "/Seed", fix: { move_to: "/seed" } })).toEqual({
    guidance: 60,
    extra: true,
    seed: 7,
  });
});

test("a fix that does not fit any more changes nothing", () => {
  expect(applyFix(payload, { pointer: "/gone/deeper", fix: { set: 1 } })).toEqual(payload);
  expect(applyFix(payload, { pointer: "/guidance" })).toBe(payload);
});
