import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { expect } from "vitest";
import { endpoints } from "@/lib/contracts/endpoints";
import type { Endpoint } from "@/lib/contracts/endpoints/endpoint";
import { wireOf } from "@/lib/contracts/endpoints/wire";
import { openapiDocument } from "@/lib/http/openapi/document";
import { given } from "@/lib/http/openapi/headers";

interface Described {
  headers?: Record<string, object>;
  content?: Record<string, { schema?: object }>;
}

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, Described> }>>;
}

const document: Document = JSON.parse(JSON.stringify(openapiDocument()));
const ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false, inlineRefs: false });
ajv.addSchema(document, "openapi");
const validators = new Map<string, ValidateFunction>();

/**
 * Sees to it that an answer is one that the OpenAPI document describes: its status, headers, content type and content,
 * and of a problem its code. An address of the table that does not take the method answers 405.
 * @param path the address as the table writes it, such as `/api/hitl/runs/{id}`
 */
export async function checkAnswer(request: Request, path: string, response: Response): Promise<void> {
  const method = request.method === "HEAD" ? "GET" : request.method;
  const row = Object.values<Endpoint>(endpoints).find((one) => one.path === path && one.method === method);
  if (row === undefined) return expect(response.status, `${method} ${path}`).toBe(405);
  const { status, headers } = response;
  const where = `${method} ${path} answered ${status}`;
  const pointer = ["paths", path, method.toLowerCase(), "responses", String(status)];
  const described = document.paths[path]?.[method.toLowerCase()]?.responses[status];
  if (described === undefined) throw new Error(`${where}, which the document does not have`);
  const told = Object.keys(given).filter((name) => headers.has(name));
  expect(Object.keys(described.headers ?? {}), `${where}, headers`).toEqual(expect.arrayContaining(told));
  if (request.method === "HEAD" || response.body === null) return;
  const type = headers.get("content-type")?.split(";")[0]?.trim() ?? "";
  const content = described.content ?? {};
  if (!("*/*" in content)) expect(Object.keys(content), `${where}, content type`).toContain(type);
  if (content[type]?.schema === undefined) return;
  const body: unknown = await response.clone().json();
  const validate = validatorAt([...pointer, "content", type, "schema"]);
  if (!validate(body)) throw new Error(`${where}: ${ajv.errorsText(validate.errors)}`);
  const code = codeOf(body);
  if (type === "application/problem+json" && code !== null)
    expect(wireOf(row).problems, where).toContain(code);
}

function validatorAt(pointer: readonly string[]): ValidateFunction {
  const parts = pointer.map((part) => encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1")));
  const $ref = `openapi#/${parts.join("/")}`;
  const validate = validators.get($ref) ?? ajv.compile({ $ref });
  validators.set($ref, validate);
  return validate;
}

function codeOf(body: unknown): string | null {
  return typeof body === "object" && body !== null && "code" in body ? String(body.code) : null;
}
