import { expect, test } from "vitest";
import { makeRun } from "@/lib/testing/factories/run";
import { answerOf, releasedOutputs } from "./answer-of";

const outputs = [0, 1, 2].map((index) => ({
  index,
  kind: "image" as const,
  content_type: "image/png",
  bytes: 1,
  url: `/api/hitl/runs/run_1/outputs/${index}`,
}));
const [first, second, third] = outputs;
const answering = (processed_response: null | string | (string | null)[]) =>
  makeRun({ current_step: "response_review", result: null, outputs, processed_response });

test("files are never shown as the addresses they stand at in here", () => {
  expect(answerOf(answering(first?.url ?? ""))).toEqual({ kind: "files" });
  expect(answerOf(answering([third?.url ?? "", null]))).toEqual({ kind: "files" });
  expect(answerOf(answering("three words, no file"))).toEqual({ kind: "text", text: "three words, no file" });
});

test("what was left out of an answer is not shown as released, and what was kept stands in its order", () => {
  expect(releasedOutputs(answering([third?.url ?? "", first?.url ?? ""]))).toEqual([third, first]);
  expect(releasedOutputs(answering(second?.url ?? ""))).toEqual([second]);
  expect(releasedOutputs(answering("words"))).toEqual(outputs);
  expect(releasedOutputs(answering(null))).toEqual(outputs);
});
