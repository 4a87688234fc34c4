import { describe, expect, it } from "vitest";
import { openapiDocument } from "./document";

interface Operation {
  operationId: string;
  description: string;
  parameters: { $ref?: string; name?: string }[];
  responses: Record<string, { headers?: object; content?: object }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown>; securitySchemes: { session: object } };
}
const document: Document = JSON.parse(JSON.stringify(openapiDocument()));
const text = JSON.stringify(document);

const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

/** The headers that an operation takes, by name. */
const taken = (operation: Operation | undefined) =>
  operation?.parameters.flatMap(({ $ref }) => $ref?.split("/").at(-1) ?? []);

describe("the OpenAPI document", () => {
  it("refers only to what it describes", () => {
    for (const [, pointer = ""] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = pointer
        .split("/")
        .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document);
      expect(found, pointer).toBeDefined();
    }
    expect(document.components.schemas.Run).toMatchObject({ type: "object" });
  });

  it("never hides a schema inside another one", () => {
    expect(text).not.toContain("$defs");
    expect(text).not.toContain("__shared");
  });

  it("never tells another cookie, role or name than what counts", () => {
    expect(document.components.securitySchemes.session).toMatchObject({ name: "countersign.session_token" });
    expect(document.paths["/api/hitl/runs/{id}/approve"]?.post?.description).toBe(
      "Needs the role reviewer or admin.",
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("never leaves out what a create or a decision takes and gives", () => {
    const create = document.paths["/api/hitl/runs"]?.post;
    expect(create?.responses).toMatchObject({ 200: {}, 202: { headers: { Location: {}, ETag: {} } } });
    expect(taken(create)).toEqual(["Prefer", "Idempotency-Key"]);
    expect(taken(document.paths["/api/hitl/runs/{id}/edit"]?.post)).toContain("If-Match");
    for (const { operationId, responses } of operations) {
      expect(Object.keys(responses), operationId).toEqual(expect.arrayContaining(["400", "500", "503"]));
    }
  });

  it("says that an answer may be unchanged, and a file may come in part", () => {
    const file = document.paths["/api/hitl/runs/{id}/outputs/{index}"]?.get;
    expect(file).toMatchObject({ responses: { 200: {}, 206: {}, 304: {}, 416: {} } });
    expect(document.paths["/api/hitl/runs"]?.get).toMatchObject({ responses: { 304: {} } });
    expect(JSON.stringify(document.components.schemas.Problem)).toContain("range_not_satisfiable");
  });
});
