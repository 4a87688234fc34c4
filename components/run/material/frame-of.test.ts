import { expect, test } from "vitest";
import { frameOf } from "./frame-of";

const size = (width: number, height: number) => ({ width, height });

test("pictures of one proportion cover each other, however much larger one is", () => {
  expect(frameOf(size(512, 512), size(2048, 2048))).toEqual({
    ratio: 1,
    before: { width: 1, height: 1 },
    after: { width: 1, height: 1 },
  });
});

test("a picture that got a border is not shrunk with it: both stand at the same scale in one frame", () => {
  expect(frameOf(size(1024, 1024), size(1536, 1024))).toEqual({
    ratio: 1.5,
    before: { width: 1024 / 1536, height: 1 },
    after: { width: 1, height: 1 },
  });
  expect(frameOf(size(1000, 500), size(500, 1000))).toEqual({
    ratio: 1,
    before: { width: 1, height: 0.5 },
    after: { width: 0.5, height: 1 },
  });
});

test("what was enlarged to another proportion is compared at one size, not as a stamp", () => {
  expect(frameOf(size(256, 256), size(2048, 1024))).toEqual({
    ratio: 2,
    before: { width: 0.5, height: 1 },
    after: { width: 1, height: 1 },
  });
});
