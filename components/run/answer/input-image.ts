import { asObject } from "@/components/json/as-object";
import { fieldsOf } from "@/components/schema-form/field-spec";
import type { Run } from "@/lib/contracts/run";

const picture = /^data:image\/|\.(png|jpe?g|webp|gif|avif)(\?|#|$)/i;
const beside = /mask|control|depth|pose|style|reference/i;

/** The picture the model was given to work on; null where it was given none. */
export function inputImage(run: Pick<Run, "input_schema" | "suggested_payload">): string | null {
  const payload = asObject(run.suggested_payload);
  for (const { key } of fieldsOf(run.input_schema, payload)) {
    const value = payload[key];
    const url = Array.isArray(value) ? value[0] : value;
    if (typeof url === "string" && picture.test(url) && !beside.test(key)) return url;
  }
  return null;
}
