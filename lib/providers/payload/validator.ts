import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { JsonObject } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";
import { plainSchemaOf } from "@/lib/core/model-schema/plain-schema";
import type { ModelDescription } from "../contract";
import { addExactKeywords, compilable } from "./exact-keywords";
import { inputSchemaOf } from "./input-schema";
import { isJsonSchema } from "./meta-schema";

/** Compiling takes milliseconds, and a queue of runs asks for the same few models again and again. */
const keptValidators = 200;
const byDigest = new Map<string, ValidateFunction | null>();
const byObject = new WeakMap<JsonObject, ValidateFunction | null>();

/**
 * The compiled check of a model's Input schema, or null when there is none or it is no
 * valid schema. Kept by the schema's content, the least recently asked for goes first.
 */
export function validatorOf(model: Pick<ModelDescription, "openapiSchema">): ValidateFunction | null {
  const { openapiSchema } = model;
  if (openapiSchema === null) return null;
  const known = byObject.get(openapiSchema);
  if (known !== undefined) return known;
  const validator = keptValidator(openapiSchema);
  byObject.set(openapiSchema, validator);
  return validator;
}

function keptValidator(openapiSchema: JsonObject): ValidateFunction | null {
  const digest = digestOf(openapiSchema);
  const kept = byDigest.get(digest);
  const validator = kept === undefined ? compile(openapiSchema) : kept;
  byDigest.delete(digest);
  byDigest.set(digest, validator);
  const oldest = byDigest.keys().next().value;
  if (byDigest.size > keptValidators && oldest !== undefined) byDigest.delete(oldest);
  return validator;
}

function compile(openapiSchema: JsonObject): ValidateFunction | null {
  const plain = plainSchemaOf(openapiSchema);
  const schema = plain ?? inputSchemaOf({ openapiSchema });
  if (schema === null || (plain !== null && !isJsonSchema(plain))) return null;
  // One instance for each schema: what it compiled goes when the validator goes.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    logger: false,
    validateSchema: false,
    meta: false,
    // What every object inherits, such as `constructor`, was not given.
    ownProperties: true,
    // An error then names the limits beside the one that was broken.
    verbose: true,
  });
  formats.default(ajv);
  addExactKeywords(ajv);
  // Of older drafts; to this one it is a word like any other.
  ajv.removeKeyword("id");
  try {
    const validate = ajv.compile(compilable(schema));
    // A check that answers later would be taken for one that found nothing.
    return "$async" in validate ? null : validate;
  } catch {
    return null;
  }
}
