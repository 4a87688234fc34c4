import { expect, it, vi } from "vitest";
import { CodedError } from "./errors";

it("knows its own kind from another copy of the module, as bundlers make them", async () => {
  vi.resetModules();
  const other = await import("./errors");
  expect(other.CodedError).not.toBe(CodedError);
  expect(new other.CodedError("not_found", "nothing here")).toBeInstanceOf(CodedError);
  expect(new Error("nothing here")).not.toBeInstanceOf(CodedError);
});
