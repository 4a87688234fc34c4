import { z } from "zod";
import type { Endpoint, GivenHeader, GoodAnswer } from "@/lib/contracts/endpoints/endpoint";
import { wireOf } from "@/lib/contracts/endpoints/wire";
import { Problem, type ProblemCode, problemStatus } from "@/lib/contracts/problem";
import { Role } from "@/lib/contracts/words";
import type { Schemas } from "./schemas";

/** An endpoint as an operation of the document. */
export function operationOf(id: string, tag: string, endpoint: Endpoint, schemas: Schemas): object {
  const { summary, body, deprecated, example } = endpoint;
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: whoMay(endpoint),
    ...(deprecated && { deprecated }),
    ...(endpoint.public && { security: [] }),
    parameters: parametersOf(endpoint),
    ...(body !== undefined && { requestBody: bodyOf(body, example.body, schemas) }),
    responses: responsesOf(endpoint, schemas),
  };
}

function whoMay({ role, ...endpoint }: Endpoint): string {
  if (endpoint.public) return "Needs no key.";
  if (role === undefined) return "For every role.";
  const enough = Role.options.slice(Role.options.indexOf(role));
  return enough.length === Role.options.length ? "For every role." : `Needs the role ${enough.join(" or ")}.`;
}

function parametersOf(endpoint: Endpoint): object[] {
  const { path, query, example } = endpoint;
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
    ...exampleOf(example.params, name),
  }));
  const inQuery = Object.entries(query?.shape ?? {}).map(([name, schema]) => ({
    name,
    in: "query",
    required: !schema.safeParse(undefined).success,
    schema: inAddress(schema),
    ...exampleOf(example.query, name),
  }));
  const inHeaders = wireOf(endpoint).takes.map((name) => ({ $ref: `#/components/parameters/${name}` }));
  return [...inPath, ...inQuery, ...inHeaders];
}

/** What is read from an address is read from text; its schema says as what. */
function inAddress(schema: z.core.$ZodType): object {
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io: "output", unrepresentable: "any" });
  return "type" in written || "enum" in written || "anyOf" in written ? written : inputOf(schema);
}

function inputOf(schema: z.core.$ZodType): object {
  const { $schema: _, ...written } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return written;
}

function exampleOf(examples: object | undefined, name: string): { example?: unknown } {
  const found = Object.entries(examples ?? {}).find(([key]) => key === name);
  return found === undefined ? {} : { example: found[1] };
}

/** A file: the part `file` of a form, or the body itself. */
const fileBody = {
  required: true,
  content: {
    "multipart/form-data": {
      schema: {
        type: "object",
        required: ["file"],
        properties: { file: { type: "string", format: "binary" } },
      },
    },
    "*/*": { schema: { type: "string", format: "binary" } },
  },
};

function bodyOf(body: z.ZodType | "text" | "stream", example: unknown, schemas: Schemas): object {
  if (body === "stream") return fileBody;
  if (body === "text") return { required: true, content: { "*/*": { schema: { type: "string" }, example } } };
  return { required: true, content: { "application/json": { schema: schemas.bodyOf(body), example } } };
}

function responsesOf(endpoint: Endpoint, schemas: Schemas): Record<string, object> {
  const { answers, problems, gives } = wireOf(endpoint);
  const responses: Record<string, object> = {};
  for (const [status, answer] of answers) responses[status] = goodResponse(status, answer, gives, schemas);
  const statuses = [...new Set(problems.map((code) => problemStatus[code]))];
  for (const status of statuses) {
    const codes = problems.filter((code) => problemStatus[code] === status);
    responses[status] ??= problemResponse(codes, gives, schemas);
  }
  return responses;
}

const meanings: Record<number, string> = {
  200: "Done",
  201: "Made",
  202: "Under way; ask again",
  204: "Nothing to say",
  206: "The part that `Range` asks for",
  304: "What you have is still so",
  400: "Not understood",
  503: "Not now",
};

function goodResponse(
  status: number,
  { content, gives }: GoodAnswer,
  common: readonly GivenHeader[],
  schemas: Schemas,
): object {
  const contents = Object.entries(content).map(([type, schema]) => [
    type,
    schema === null ? {} : { schema: schemas.answerOf(schema) },
  ]);
  return {
    description: meanings[status] ?? "Done",
    headers: headersOf([...gives, ...common]),
    ...(contents.length > 0 && { content: Object.fromEntries(contents) }),
  };
}

function problemResponse(
  codes: readonly ProblemCode[],
  common: readonly GivenHeader[],
  schemas: Schemas,
): object {
  return {
    description: codes.map((code) => `\`${code}\``).join(" or "),
    headers: headersOf([...codes.flatMap((code) => toldWith[code] ?? []), ...common]),
    content: { "application/problem+json": { schema: schemas.answerOf(Problem) } },
  };
}

/** What a problem of this code tells in headers. */
export const toldWith: Partial<Record<ProblemCode, readonly GivenHeader[]>> = {
  unauthenticated: ["WWW-Authenticate"],
  rate_limit_exceeded: ["Retry-After"],
  unavailable: ["Retry-After"],
  range_not_satisfiable: ["Content-Range", "Accept-Ranges"],
};

function headersOf(names: readonly GivenHeader[]): object {
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  );
}
