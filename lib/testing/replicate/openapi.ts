import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { withDoubles } from "@/lib/contracts/json-text";
import document from "./openapi.json" with { type: "json" };

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
addFormats.default(ajv);
ajv.addSchema(readable(document), "replicate");

const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a request body by Replicate's own description; empty when nothing is. */
export function checkRequest(path: string, method: string, body: Json): string[] {
  return check(
    `/paths/${pointerPart(path)}/${method}/requestBody/content/application~1json/schema`,
    withDoubles(body),
  );
}

/** What is wrong with an answer by Replicate's own description; throws when it describes no such answer. */
export function checkAnswer(path: string, method: string, status: number, body: unknown): string[] {
  return check(
    `/paths/${pointerPart(path)}/${method}/responses/${status}/content/application~1json/schema`,
    body,
  );
}

/**
 * What is wrong with a model's input by that model's own schema (`{ components: { schemas: { Input } } }`).
 * As lenient as the models are, which read "0.1" where a number is wanted.
 */
export function checkInput(schema: JsonObject, input: JsonObject): string[] {
  const own = new Ajv({ strict: false, allErrors: true, validateFormats: false, coerceTypes: true });
  own.addSchema(Object(withDoubles(schema)), "model");
  return complaints(
    own.compile({ $ref: "model#/components/schemas/Input" }),
    structuredClone(withDoubles(input)),
  );
}

function check(pointer: string, value: unknown): string[] {
  const known = compiled.get(pointer);
  const validate = known ?? ajv.compile({ $ref: `replicate#${pointer}` });
  compiled.set(pointer, validate);
  return complaints(validate, value);
}

function complaints(validate: ValidateFunction, value: unknown): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath || "/"} ${message ?? "is wrong"} ${JSON.stringify(params)}`.trim(),
  );
}

function pointerPart(path: string): string {
  return encodeURIComponent(path.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/**
 * The description says `version` is one of any string or "hidden", which as written forbids
 * "hidden", the very value official models answer with: it is read as any of the two.
 */
function readable(source: typeof document): object {
  const { version } = source.components.schemas.schemas_prediction_response.properties;
  const copy = structuredClone(source);
  Object.assign(copy.components.schemas.schemas_prediction_response.properties, {
    version: { anyOf: version.oneOf },
  });
  return copy;
}
