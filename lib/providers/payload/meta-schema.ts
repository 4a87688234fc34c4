import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import type { JsonObject } from "@/lib/contracts/json";
import { withDoubles } from "@/lib/contracts/json-text";

let kept: ValidateFunction | undefined;

/** Kept once it is whole: a watchdog may stop whoever makes it halfway. */
function metaSchema(): ValidateFunction | undefined {
  if (kept) return kept;
  const ajv = new Ajv2020({ strict: false, logger: false });
  formats.default(ajv);
  kept = ajv.getSchema("https://json-schema.org/draft/2020-12/schema");
  return kept;
}

/** Whether this is a schema by the meta-schema of draft 2020-12, in all its parts. */
export function isJsonSchema(schema: JsonObject): boolean {
  return metaSchema()?.(withDoubles(schema)) === true;
}
