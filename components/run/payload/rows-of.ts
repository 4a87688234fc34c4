import { addressesIn } from "@/components/json/addresses-in";
import { asObject, ownValue } from "@/components/json/as-object";
import { type FieldSpec, fieldsOf, isFile } from "@/components/schema-form/field-spec";
import type { Json } from "@/lib/contracts/json";
import { sameJson } from "@/lib/core/same-json";

/**
 * So many fields are drawn one by one: no model has nearly as many, and a page that draws thousands stands still. More are
 * read as JSON.
 */
export const mostFields = 200;

export interface Row {
  spec: FieldSpec;
  before: Json | undefined;
  /** What was proposed before a person edited it; only where the edit changed it. */
  proposed?: Json | undefined;
  after: Json | undefined;
  state: "same" | "changed" | "added" | "removed";
  edited: boolean;
}

/**
 * The fields of two payloads in the model's own order, each with what became of it. Fields neither has are
 * left out. With what stood in between, a field that was edited says what it was before that.
 */
export function rowsOf(schema: Json, before: Json, after: Json, proposed: Json = after): Row[] {
  const [from, between, to] = [asObject(before), asObject(proposed), asObject(after)];
  return fieldsOf(schema, to, between, from)
    .map((spec) => ({
      spec,
      before: ownValue(from, spec.key),
      proposed: ownValue(between, spec.key),
      after: ownValue(to, spec.key),
    }))
    .filter((row) => [row.before, row.proposed, row.after].some((value) => value !== undefined))
    .map((row) => ({
      ...row,
      state: stateOf(row.before, row.after),
      edited: !sameJson(row.proposed, row.after),
    }));
}

/** Whether a field names files: by its kind, or anywhere in its value. */
export function namesFiles({ spec, after }: Pick<Row, "spec" | "after">): boolean {
  return isFile(spec) || addressesIn(after).length > 0;
}

function stateOf(before: Json | undefined, after: Json | undefined): Row["state"] {
  if (before === undefined && after !== undefined) return "added";
  if (after === undefined && before !== undefined) return "removed";
  return sameJson(before, after) ? "same" : "changed";
}
