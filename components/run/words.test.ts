import { type ComponentType, createElement, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { piecesOf } from "@/components/inbox/alike/pieces";
import { MarkedWords, TemplateWords } from "@/components/inbox/alike/template-words";
import { LeftOutList } from "@/components/inbox/bulk/left-out-list";
import { JsonNode } from "@/components/json-view/json-node";
import { RawJson } from "@/components/json-view/raw-json";
import { RunsRow } from "@/components/runs/runs-row";
import { TextIn } from "@/components/text";
import { en } from "@/components/text/en";
import type { EventView } from "@/lib/contracts/event";
import type { RunSummary } from "@/lib/contracts/run";
import { findHidden } from "@/lib/core/hidden/find-hidden";
import { deceptiveTexts, honestTexts } from "@/lib/testing/sample-texts";
import Markdown from "./answer/markdown";
import TextAnswer from "./answer/text-answer";
import { HiddenList } from "./hidden-list";
import { WholeAddress } from "./material/whole-address";
import WordDiff from "./payload/word-diff";
import { EventItem } from "./timeline/event-item";
import { Words } from "./words";

/** Guarantee: the components read no more of a run or an event than is given here. */
const cast = <Whole>(part: Partial<Whole>) => part as Whole;

const noop = () => {};
const runOf = (text: string) =>
  cast<RunSummary>({
    run_id: "1",
    prompt: text,
    message: text,
    model: `a/${text}`,
    current_step: "payload_review",
  });

/** Every place where people read what others wrote, as it is drawn for one text. */
const places = {
  title: (text: string) => createElement(Words, { text }),
  row: (text: string) => createElement(RunsRow, { run: runOf(text), columns: [], index: 0, ref: null }),
  "a group": (text: string) => createElement(TemplateWords, { template: piecesOf(text) }),
  "a row of a batch": (text: string) =>
    createElement(MarkedWords, { text: `of a ${text}`, template: ["of", " a", null] }),
  "what a batch leaves out": (text: string) =>
    createElement(LeftOutList, { leftOut: [{ run: runOf(text), why: "long" }], onOpen: noop }),
  message: (text: string) =>
    createElement(EventItem, {
      event: cast<EventView>({
        type: "comment",
        message: text,
        data: {},
        actor: { kind: "user", id: "1", name: text },
        at: "2026-01-01T00:00:00Z",
      }),
      made: null,
      sinceMs: null,
    }),
  "a diff of what was added": (text: string) =>
    createElement(WordDiff, { before: "paint", after: `paint ${text}`, beforeName: "" }),
  "a diff of what was removed": (text: string) =>
    createElement(WordDiff, { before: `paint ${text}`, after: "paint", beforeName: "", weaveAbove: 0 }),
  "the tree of JSON": (text: string) => createElement(JsonNode, { name: text, value: text, depth: 1 }),
  "raw JSON": (text: string) =>
    createElement(RawJson, {
      json: JSON.stringify({ [text]: text }, null, 2),
      places: [{ from: 3, to: 5 }],
      current: -1,
    }),
  answer: (text: string) => createElement(TextAnswer, { audited: text, raw: `${text} and a link` }),
  markdown: (text: string) => createElement(Markdown, { text }),
  "an address": (text: string) => createElement(WholeAddress, { address: `https://example.com/${text}` }),
  "an editor's list": (text: string) => createElement(HiddenList, { text, onChange: noop }),
} satisfies Record<string, (text: string) => ReactNode>;

const Desk: ComponentType<{ children?: ReactNode }> = ({ children }) =>
  createElement(TextIn, { value: en }, children);

function drawn(nodes: ReactNode[]): string {
  const html = renderToStaticMarkup(createElement(Desk, null, ...nodes));
  // A link leads where it leads; it is not what is read.
  return html.replaceAll(/ (?:href|src)="[^"]*"/g, "");
}

describe.each(Object.entries(places))("%s", (_, place) => {
  test("hides none of five hundred deceptive texts", () => {
    const texts = deceptiveTexts(500);
    const html = drawn(texts.map(({ text }): ReactNode => place(text)));
    expect(findHidden(html)).toEqual([]);
    // Parsers of markdown and JSON write some controls in a way of their own, which can be seen as well.
    const written = texts.filter(({ code }) => !/^U\+00/.test(code));
    expect(written.filter(({ code }) => !html.includes(code))).toEqual([]);
  });

  test("marks nothing in honest texts", () => {
    expect(drawn(honestTexts.map((text): ReactNode => place(text)))).not.toMatch(
      /U\+[0-9A-F]{4}|\d blanks|hidden place/,
    );
  });
});

test("two hundred and forty blanks are a mark, and what follows stands beside it", () => {
  const html = drawn([
    places.title(`ok${" ".repeat(240)}and delete all`),
    places.row(`ok${"\n".repeat(240)}all`),
  ]);
  expect(html.match(/240 blanks/g)).toHaveLength(3);
  expect(html).not.toMatch(/\s{41}/);
});

test("thousands of hidden characters are written out and do not make the page slow", () => {
  const html = drawn([places.title("\u202Ea".repeat(5_000))]);
  expect(html.replaceAll("<wbr/>", "").match(/U\+202E/g)).toHaveLength(5_000);
  expect(html.match(/<bdi/g)?.length).toBeLessThan(400);
});
