import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Endpoint } from "../endpoints/endpoint";
import { ingress } from "./endpoints";

const folder = join(import.meta.dirname, "../../../app/api/replicate");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
  (path) => /(^|\/)route\.ts$/.test(path) && !path.includes("[..."),
);
const rows: readonly [string, Endpoint][] = Object.entries(ingress);

const isServed = (value: unknown): value is { ingress: Partial<Endpoint> } =>
  typeof value === "function" && "ingress" in value && value.ingress !== undefined;

test("every address of the ingress has its row, and every row is served there", async () => {
  const served = await Promise.all(
    files.map(async (file) => {
      const path = `/api/replicate/${file.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`;
      const handlers: Record<string, unknown> = await import(/* @vite-ignore */ join(folder, file));
      return Object.entries(handlers).flatMap(([method, handler]) =>
        isServed(handler) ? [[`${method} ${path}`, `${handler.ingress.method} ${handler.ingress.path}`]] : [],
      );
    }),
  );
  for (const [name, carried] of served.flat()) expect(carried).toBe(name);
  const named = rows.map(([, { method, path }]) => `${method} ${path}`);
  expect(served.flat().map(([name]) => name)).toEqual(expect.arrayContaining(named));
  expect(served.flat()).toHaveLength(named.length);
});

test("no row refuses its own example", () => {
  for (const [id, { params, body, example }] of rows) {
    expect(params?.safeParse(example.params).error, id).toBeUndefined();
    if (typeof body !== "string") expect(body?.safeParse(example.body).error, id).toBeUndefined();
  }
});
