import { asObject } from "@/components/json/is-object";
import { same } from "@/components/json/same";
import { type FieldSpec, fieldsOf } from "@/components/schema-form/field-spec";
import type { Json } from "@/lib/contracts/json";

export interface Row {
  spec: FieldSpec;
  before: Json | undefined;
  after: Json | undefined;
  state: "same" | "changed" | "added" | "removed";
}

/** The fields of two payloads in the model's own order, each with what became of it. Fields neither has are left out. */
export function rowsOf(schema: Json, before: Json, after: Json): Row[] {
  const [from, to] = [asObject(before), asObject(after)];
  return fieldsOf(schema, to, from)
    .map((spec) => ({ spec, before: from[spec.key], after: to[spec.key] }))
    .filter((row) => row.before !== undefined || row.after !== undefined)
    .map((row) => ({ ...row, state: stateOf(row.before, row.after) }));
}

function stateOf(before: Json | undefined, after: Json | undefined): Row["state"] {
  if (before === undefined) return "added";
  if (after === undefined) return "removed";
  return same(before, after) ? "same" : "changed";
}
