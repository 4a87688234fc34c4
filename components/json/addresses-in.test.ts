import { expect, test } from "vitest";
import type { Json } from "@/lib/contracts/json";
import { addressesIn } from "./addresses-in";

const seal = (shown: string) => ({ $sealed: `hmac-sha256:${"0".repeat(64)}`, shown });

test.each<[string, Json, unknown[]]>([
  ["at the top", "https://files.example/a.png", ["https://files.example/a.png"]],
  ["in a list", ["https://files.example/a.png", 1], ["https://files.example/a.png"]],
  ["in an object", { doc: { at: "HTTPS://files.example/a.pdf" } }, ["HTTPS://files.example/a.pdf"]],
  [
    "in a list of lists",
    [["data:text/plain,x"], ["https://b.example/"]],
    ["data:text/plain,x", "https://b.example/"],
  ],
  ["twice", [["https://b.example/"], { b: "https://b.example/" }], ["https://b.example/"]],
  ["sealed", { a: seal("https://••••@b.example/") }, [seal("https://••••@b.example/")]],
])("no address is missed %s", (_, value, addresses) => {
  expect(addressesIn(value)).toEqual(addresses);
});

test("what is no address as a whole is none", () => {
  expect(addressesIn({ a: "see https://b.example/", b: 7, c: null, d: seal("…••••") })).toEqual([]);
});

test("no depth is too deep to be looked at", () => {
  let value: Json = "https://b.example/";
  for (let depth = 0; depth < 20_000; depth++) value = [value];
  expect(addressesIn(value)).toEqual(["https://b.example/"]);
});

test("no breadth is too wide to be looked at", () => {
  const value: Json = [...Array.from({ length: 400_000 }, () => 1), "https://b.example/"];
  expect(addressesIn(value)).toEqual(["https://b.example/"]);
});
