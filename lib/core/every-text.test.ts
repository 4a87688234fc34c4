import { expect, test } from "vitest";
import { quoted, said } from "@/lib/contracts/sentences";
import { withEveryText } from "./every-text";

test("no text in a sentence is left as it was, however deep, and no code is touched", () => {
  const sentence = said("model_changed", {
    label: "hush",
    name: "hush",
    changes: [quoted("hush, hush"), said("input_gone", { input: "hush" })],
  });
  const loud = withEveryText(sentence, (text) => text.replaceAll("hush", "LOUD"));
  expect(JSON.stringify(loud)).not.toContain("hush");
  expect(withEveryText(loud, () => "quoted")).toMatchObject({
    code: "model_changed",
    values: { changes: [{ code: "quoted" }, { code: "input_gone" }] },
  });
});
