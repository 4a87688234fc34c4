import { expect, test } from "vitest";
import { scrubOf } from "./scrub";

const sealed = (letter: string, shown = "…••••") => ({ $sealed: `hmac-sha256:${letter.repeat(64)}`, shown });
const token = { kind: "secret" as const, value: 'hf_"Abc+123', sealed: sealed("a") };
const picture = {
  kind: "address" as const,
  value: "https://ann:s3cr%2Bet@files.example/a.png",
  sealed: sealed("b", "https://••••@files.example/a.png"),
};
const pin = { kind: "secret" as const, value: "123", sealed: sealed("c") };
const scrub = scrubOf([token, picture, pin]);

test.each([
  ['refused hf_"Abc+123!', "refused …••••!"],
  [JSON.stringify({ token: 'hf_"Abc+123' }), '{"token":"…••••"}'],
  ["?key=hf_%22Abc%2B123&x=1", "?key=…••••&x=1"],
  ["no file at https://ann:s3cr%2Bet@files.example/a.png", "no file at https://••••@files.example/a.png"],
  ["user ann, password s3cr+et", "user ann, password ••••"],
  ['the token hf_"Abc', "the token ••••"],
  ["123", "…••••"],
  ["12345", "12345"],
  ["nothing", "nothing"],
])("%j is kept as %j", (echo, kept) => {
  expect(scrub.text(echo)).toBe(kept);
});

test("no key and no depth of an answer hides an echo, and nothing else is touched", () => {
  const answer = { [token.value]: [{ said: `it is ${token.value}`, seed: 7, file: null }] };
  expect(scrub.shown(answer)).toEqual({ "…••••": [{ said: "it is …••••", seed: 7, file: null }] });
});

test("an input that is told back is the signed one again", () => {
  const input = { token: token.value, image: [picture.value], prompt: `not ${token.value}`, n: 1 };
  expect(scrub.sealed(input)).toEqual({ ...input, token: token.sealed, image: [picture.sealed] });
});

test("a number that is a secret is no number of an answer", () => {
  const digits = {
    kind: "secret" as const,
    value: { a: 4929111122223333n, b: [1234.5] },
    sealed: sealed("d"),
  };
  const answer = { given: [4929111122223333n, 1234.5, 1234], said: "1234.5" };
  expect(scrubOf([digits]).shown(answer)).toEqual({ given: ["…••••", "…••••", 1234], said: "…••••" });
});
