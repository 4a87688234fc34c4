import { asObject } from "@/components/json/as-object";
import type { RevisionDetail } from "@/lib/contracts/evidence";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { Said } from "@/lib/contracts/said";
import { sameJson } from "@/lib/core/same-json";

export interface AutomaticFix {
  field: string;
  /** Undefined where the fix added or removed the field. */
  before: Json | undefined;
  after: Json | undefined;
  /** What was done and why, in English and by its code. */
  why: { message: string; said?: Said | undefined } | null;
}

/** What the machine mended by itself, field by field, each with its reason. */
export function automaticFixes(proposed: Json, fixed: RevisionDetail): AutomaticFix[] {
  const [from, to] = [asObject(proposed), asObject(fixed.payload)];
  const fields = [...new Set([...Object.keys(to), ...Object.keys(from)])];
  return fields
    .filter((field) => !sameJson(from[field], to[field]))
    .map((field) => ({ field, before: from[field], after: to[field], why: whyOf(fixed, field) }));
}

function whyOf({ changes, changes_said }: RevisionDetail, field: string): AutomaticFix["why"] {
  const index = changes.findIndex((change) => about(change, field));
  const message = changes[index];
  return message === undefined ? null : { message, said: changes_said?.[index] };
}

/** What was done, without why. */
export function changeAlone({ message, said }: NonNullable<AutomaticFix["why"]>) {
  const change = Said.safeParse(said?.values.change);
  return { message: message.split(": ")[0] ?? message, said: change.data };
}

/** `guidance set to 10: …`, `images.0 set to …`, `extra left out …`, `The prompt put in text: …` */
function about(change: string, field: string): boolean {
  return change.startsWith(`${field} `) || change.startsWith(`${field}.`) || change.includes(` in ${field}:`);
}

/** The payload with one fix taken back: the proposed value again, or nothing where there was none. */
export function withoutFix(payload: JsonObject, { field, before }: AutomaticFix): JsonObject {
  const { [field]: _, ...others } = payload;
  return before === undefined ? others : { ...payload, [field]: before };
}
