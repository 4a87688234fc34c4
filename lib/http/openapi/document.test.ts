import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openapiDocument } from "./document";

interface Document {
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown> };
}
const document: Document = JSON.parse(JSON.stringify(openapiDocument()));

const folder = join(import.meta.dirname, "../../../app/api/hitl");
const served = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /(^|\/)route\.ts$/.test(path))
  .map((path) => `/api/hitl/${path.replace(/\/route\.ts$/, "").replace(/\[(\w+)\]/g, "{$1}")}`);

describe("the OpenAPI document", () => {
  it("names every address of the runs' API, and none that is not there", () => {
    const named = Object.keys(document.paths).filter((path) => path.startsWith("/api/hitl/"));
    expect(named.toSorted()).toEqual(served.toSorted());
  });

  it("refers only to what it describes", () => {
    const text = JSON.stringify(document);
    for (const [, pointer = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = pointer
        .split("/")
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect(found, pointer).toBeDefined();
    }
    expect(document.components.schemas.Run).toMatchObject({ type: "object" });
  });

  it("says that an answer may be unchanged, and a file may come in part", () => {
    const file = document.paths["/api/hitl/runs/{id}/outputs/{index}"]?.get;
    expect(file).toMatchObject({ responses: { 200: {}, 206: {}, 304: {}, 416: {} } });
    expect(document.paths["/api/hitl/runs"]?.get).toMatchObject({ responses: { 304: {} } });
    expect(JSON.stringify(document.components.schemas.Problem)).toContain("range_not_satisfiable");
  });
});
