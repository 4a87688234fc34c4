import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isPlaceholder } from "./placeholder";
import { sealKey } from "./seal-key";

const key = sealKey(randomBytes(32));
const secret = (value: string) => ({ kind: "secret" as const, value });
const lock = (runId: string, value: string) => key.lock(runId, secret(value), randomBytes(12));

test("a secret comes back in its own run only, under its own name and key", () => {
  const locked = lock("run_a", "hf_secret");
  expect(key.unlock("run_a", locked)).toEqual(secret("hf_secret"));
  expect(key.unlock("run_b", locked)).toBeNull();
  expect(key.unlock("run_a", { ...locked, mac: key.mac("run_a", secret("other")) })).toBeNull();
  expect(sealKey(randomBytes(32)).unlock("run_a", locked)).toBeNull();
  expect(key.unlock("run_a", { ...locked, cipher: "AAAA" })).toBeNull();
  const bytes = Buffer.from(locked.cipher, "base64");
  bytes[14] = (bytes[14] ?? 0) ^ 1;
  expect(key.unlock("run_a", { ...locked, cipher: bytes.toString("base64") })).toBeNull();
});

test("equal secrets of two runs cannot be told to be equal", () => {
  expect(key.mac("run_a", secret("x"))).toBe(key.mac("run_a", secret("x")));
  expect(key.mac("run_a", secret("x"))).not.toBe(key.mac("run_b", secret("x")));
  expect(lock("run_a", "x").cipher).not.toBe(lock("run_a", "x").cipher);
});

test.each(["[REDACTED]", " redacted ", "<Redacted>", "********", "••••", "…", "[redacted]"])(
  "%j is no secret",
  (text) => expect(isPlaceholder(text)).toBe(true),
);

test.each(["hf_********abc", "redacted-token", "", "-----", "password"])("%j may be one", (text) =>
  expect(isPlaceholder(text)).toBe(false),
);
