import { expect, test } from "vitest";
import { localPath } from "./local-path";

test("a path of the desk is kept", () => {
  expect(localPath("/runs/run_1?x=1")).toBe("/runs/run_1?x=1");
});

test.each([
  "https://evil.test/",
  "//evil.test/",
  "/\\evil.test",
  "/\t/evil.test",
  "/.//evil.test",
  "/x/..//evil.test",
  "/.\\\\evil.test",
  "/%2e//evil.test",
  "/x/%2e%2e/\t/evil.test",
  "javascript:alert(1)",
  ["/a"],
  undefined,
])("%j leads to the inbox", (next) => {
  expect(localPath(next)).toBe("/");
});
