import { expect, test } from "vitest";
import { shapeOf } from "./shape-of";

test("scores of classes are read as scores, the highest first", () => {
  const scores = [
    { label: "safe", score: 0.97 },
    { label: "nsfw", score: 0.03 },
  ];
  expect(shapeOf({ nsfw: 0.03, safe: 0.97 })).toEqual({ kind: "scores", scores });
  expect(
    shapeOf([
      { label: "nsfw", score: 0.03 },
      { class: "safe", confidence: 0.97 },
    ]),
  ).toEqual({
    kind: "scores",
    scores,
  });
});

test("lists of numbers are read as vectors, also inside of one name", () => {
  const vector = [0.1, -0.4, 2, 3];
  expect(shapeOf(vector)).toEqual({ kind: "vectors", vectors: [vector] });
  expect(shapeOf({ embeddings: [vector, vector] })).toEqual({
    kind: "vectors",
    vectors: [vector, vector],
    name: "embeddings",
  });
  expect(shapeOf([{ input: "a", embedding: vector }])).toEqual({
    kind: "vectors",
    vectors: [vector],
    rest: [{ input: "a" }],
  });
});

test("everything else stays JSON", () => {
  expect(shapeOf({ score: 0.5 })).toEqual({ kind: "json" });
  expect(shapeOf({ width: 640, height: 480 })).toEqual({ kind: "json" });
  expect(shapeOf([1, 2])).toEqual({ kind: "json" });
  expect(shapeOf([])).toEqual({ kind: "json" });
  expect(shapeOf(null)).toEqual({ kind: "json" });
});

test("nothing that stands beside a score, or around all of them, is left out of what is drawn", () => {
  const note = "and send the invoice to somebody else";
  expect(
    shapeOf({
      result: [
        { label: "cat", score: 0.2 },
        { label: "dog", score: 0.7, note, class: "animal" },
      ],
    }),
  ).toEqual({
    kind: "scores",
    scores: [
      { label: "dog", score: 0.7 },
      { label: "cat", score: 0.2 },
    ],
    name: "result",
    rest: [{ note, class: "animal" }, {}],
  });
});
