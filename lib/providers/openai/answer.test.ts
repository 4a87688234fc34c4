import { expect, test } from "vitest";
import { toldError } from "../told-error";
import { readAnswer } from "./answer";
import { inputFile } from "./input-files";

const pixel = "data:image/png;base64,AAAA";

test("one refused choice does not throw the others away", () => {
  const choice = (content: string | null, refusal: string | null) => ({
    finish_reason: "stop",
    message: { content, refusal },
  });
  const read = (...choices: object[]) =>
    readAnswer("text", {
      status: 200,
      headers: new Headers(),
      text: JSON.stringify({ choices }),
      broken: null,
    });
  expect(read(choice("yes", null), choice(null, "No."))).toMatchObject({
    output: ["yes", null],
    error: null,
  });
  expect(read(choice(null, "No."))).toMatchObject({ error: { code: "content_refused" } });
});

test("a key that lies across the end of a long message is not told in part", () => {
  const key = "gateway-key-without-a-known-beginning";
  const text = JSON.stringify({ error: { message: `${"x".repeat(80)}${key}` } });
  expect(toldError(text, key, 100).message).toBe(`${"x".repeat(80)}[secret]`);
});

test("the pictures of one request share one budget", async () => {
  const guards = { privateHosts: [], signal: new AbortController().signal };
  const budget = { left: 5 };
  expect((await inputFile(pixel, "image", budget, guards)).size).toBe(3);
  await expect(inputFile(pixel, "image", budget, guards)).rejects.toMatchObject({
    kind: "permanent",
    elsewhere: true,
    said: { code: "file_not_had", values: { problem: "too_large" } },
  });
});
