import type { AdminText } from "@/components/text/admin-text";
import type { Problem } from "@/lib/contracts/problem";
import { type RuleDraft, wrongIn } from "./rule-draft";

/** What was refused, place by place. */
export type Refused = NonNullable<Problem["errors"]>;

/** What is wrong with the field at a pointer, in the reader's language; null when nothing is. */
export type FaultAt = (pointer: string) => string | null;

/** What whoever types can see themselves, and what the server refused, each at its field. */
export function faultsOf(draft: RuleDraft, refused: Refused | undefined, text: AdminText): FaultAt {
  const wrong = wrongIn(draft);
  return (pointer) => {
    const own = wrong[pointer];
    if (own) return text.rules.wrong[own];
    // What is wrong inside of a field stands at the field; what is wrong inside of a group stands at its fields.
    const isField = pointer.split("/").length > 2;
    const found = refused?.find(
      (each) => each.pointer === pointer || (isField && each.pointer.startsWith(`${pointer}/`)),
    );
    return found ? text.said(found.message, found.said) : null;
  };
}
