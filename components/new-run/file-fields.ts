import { fieldsOf } from "@/components/schema-form/field-spec";
import type { Json } from "@/lib/contracts/json";

/** The fields of a model that take files, so that an attachment can be given one by name. */
export function fileFieldsOf(schema: Json): { key: string; title: string }[] {
  return fieldsOf(schema)
    .filter(({ kind }) => kind === "url" || kind === "url-list")
    .map(({ key, title }) => ({ key, title }));
}
