import { expect, test } from "vitest";
import { ProviderError } from "@/lib/providers/provider-error";
import { announce, createLog } from "./log";

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

test("what a provider says of a call is in no line, for it may repeat the prompt", () => {
  const pipe = output(false);
  const log = createLog({ destination: pipe.stream });
  const refusal = new ProviderError("unknown", "Replicate answered 500: a private prompt", { status: 500 });
  log.warn({ event: "outcome_unknown", err: refusal }, "The call's outcome is unknown");
  log.warn({ event: "job_failed", err: new Error("A job failed", { cause: refusal }) }, "A job failed");
  const [first, second] = pipe.written.map((line) => JSON.parse(line));
  expect(first.err).toMatchObject({ type: "ProviderError", kind: "unknown", status: 500 });
  expect(second.err).toMatchObject({ message: "A job failed", cause: { kind: "unknown", status: 500 } });
  expect(first.err.stack).toMatch(/^\s+at /);
  expect(pipe.written.join("")).not.toContain("private prompt");
});
