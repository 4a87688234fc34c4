import type { FieldSpec } from "@/components/schema-form/field-spec";
import type { Text } from "@/components/text/en";

/** `0 to 10`, `one of 5`, or null when the schema sets no limit. */
export function limitsOf(spec: FieldSpec, text: Text["payload"]): string | null {
  const { minimum, maximum, choices } = spec;
  if (choices.length > 0) return text.oneOf(choices.length);
  if (minimum !== null && maximum !== null) return text.range(String(minimum), String(maximum));
  if (minimum !== null) return text.atLeast(String(minimum));
  return maximum === null ? null : text.atMost(String(maximum));
}
