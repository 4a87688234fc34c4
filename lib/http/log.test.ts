import { expect, test } from "vitest";
import { announce } from "./log";

/** Standard output as a terminal or a pipe is, and what was written to it. */
function output(isTTY: boolean) {
  const written: string[] = [];
  const stream = Object.assign(Object.create(process.stdout), {
    isTTY,
    write: (text: string) => written.push(text) > 0,
  });
  return { stream, written };
}

const told = { instance: "desk-1", event: "ready", sentence: "Countersign is ready." };

test("what the start says is a line like all others where a machine reads, and a sentence on a terminal", () => {
  const pipe = output(false);
  announce({ ...told, to: pipe.stream });
  expect(pipe.written.map((line) => JSON.parse(line))).toMatchObject([
    { level: 30, event: "ready", instance: "desk-1", msg: "Countersign is ready." },
  ]);
  const terminal = output(true);
  announce({ ...told, to: terminal.stream });
  expect(terminal.written).toEqual(["Countersign is ready.\n"]);
});
