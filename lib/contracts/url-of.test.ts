import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { urlOf } from "./url-of";

test("an address with an umlaut is one, however often it is asked for", () => {
  const address = "https://bücher.example/ä b.png";
  const denied = Array.from({ length: 20_000 }).findIndex(() => urlOf(address) === null);
  expect(denied).toBe(-1);
  expect(urlOf("b.png", "https://a.example/x/")?.href).toBe("https://a.example/x/b.png");
  expect(urlOf("no address")).toBeNull();
});

test("nothing asks what Node.js forgets after some thousand calls", () => {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const asking = files.filter(
    (file) => /(?<!\.test)\.tsx?$/.test(file) && /URL\.canParse\(/.test(readFileSync(file, "utf8")),
  );
  expect(asking).toEqual([]);
});
