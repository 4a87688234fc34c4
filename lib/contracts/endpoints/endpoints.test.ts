import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { endpoints } from ".";
import type { Endpoint } from "./endpoint";

const rows: readonly [string, Endpoint][] = Object.entries(endpoints);

const folder = join(import.meta.dirname, "../../../app/api");
// The catch-alls are what answers where the table has nothing, and the identity library.
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (path) => /(^|\/)route\.ts$/.test(path) && !path.includes("[..."),
);

interface Served {
  endpoint: Partial<Endpoint>;
}

const isServed = (value: unknown): value is Served => typeof value === "function" && "endpoint" in value;

/** What the routes of a file answer: method, address, and the row that each carries. */
async function servedBy(file: string): Promise<[string, Partial<Endpoint>][]> {
  const path = `/api/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
  const handlers: Record<string, unknown> = await import(/* @vite-ignore */ join(folder, file));
  return Object.entries(handlers).flatMap(([method, handler]) =>
    isServed(handler) ? [[`${method} ${path}`, handler.endpoint] as [string, Partial<Endpoint>]] : [],
  );
}

describe("the table of endpoints", () => {
  it("has a row for every route and a route for every row, and each carries its own", async () => {
    const served = (await Promise.all(files.map(servedBy))).flat();
    const named = rows.map(([, { method, path }]) => `${method} ${path}`);
    expect(served.map(([name]) => name).toSorted()).toEqual(named.toSorted());
    for (const [name, { method, path, answers }] of served) {
      expect(`${method} ${path}`).toBe(name);
      const row = rows.find(([, one]) => `${one.method} ${one.path}` === name)?.[1];
      expect(answers, name).toBe(row?.answers);
    }
  });

  it("never refuses its own example", () => {
    for (const [id, { params, query, body, example }] of rows) {
      const inAddress = Object.fromEntries(
        Object.entries(example.query ?? {}).map(([name, value]) => [name, String(value)]),
      );
      expect(params?.safeParse(example.params).error, id).toBeUndefined();
      expect(query?.safeParse(inAddress).error, id).toBeUndefined();
      if (typeof body !== "string") expect(body?.safeParse(example.body).error, id).toBeUndefined();
    }
  });

  it("never lets anybody change something without a role, but for what is signed or asks with a token", () => {
    const open = rows.filter(([, { method, role }]) => method !== "GET" && role === undefined);
    expect(open.map(([id]) => id)).toEqual(["setUp", "resetPassword", "receiveWebhook"]);
  });
});
