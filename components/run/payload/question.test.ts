import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { TextIn } from "@/components/text";
import { de } from "@/components/text/de";
import { en } from "@/components/text/en";
import { makeRun } from "@/lib/testing/factories/run";
import { QuestionCard } from "../question-card";
import { PayloadCard } from "./payload-card";

const run = makeRun({
  question: { body: "She wrote twice.", context: { orders: 3 }, group_id: null },
  input_schema: {
    type: "object",
    properties: { customer: { type: "string" }, amount: { type: "number", minimum: 0, maximum: 100 } },
  },
  example_payload: { customer: "ito", amount: 40 },
  suggested_payload: { customer: "ito", amount: 25, note: "half" },
  validation_issues: [],
  cost_impact: [],
});

/** The words on the cards of the question, in their order. */
function wordsIn(text: typeof en): string[] {
  const inside = [
    createElement(QuestionCard, { run, key: "question" }),
    createElement(PayloadCard, { run, issues: [], onChange: null, key: "arguments" }),
  ];
  const html = renderToStaticMarkup(
    createElement(
      QueryClientProvider,
      { client: new QueryClient() },
      createElement(TextIn, { value: text }, inside),
    ),
  );
  return html
    .replaceAll(/<svg.*?<\/svg>/gs, "")
    .split(/<[^>]+>/)
    .filter((word) => word.trim() !== "");
}

test("all arguments of a question stand open, by what was asked and what is so now", () => {
  const shown = wordsIn(en);
  const from = shown.indexOf("Arguments");
  expect(shown.slice(0, from).join(" ")).toMatch(
    /^The question She wrote twice\. What its asker knows .*orders.*3/s,
  );
  expect(shown.slice(from + 3, from + 15)).toEqual([
    "2 arguments differ from what was asked",
    ...["Customer", "ito"],
    ...["Amount", "0 to 100", "Asked", "40", "Now", "25"],
    ...["Note", "Was not asked", "half"],
  ]);
  expect(wordsIn(de)).toEqual(expect.arrayContaining(["Die Frage", "Argumente", "Gefragt", "Jetzt"]));
});
