import type { HoldFor } from "@/lib/contracts/holds";

/** What a hold can name, in the order in which forms and rows show it. */
export const holdKinds = ["provider", "model", "key_id", "user_id"] as const satisfies (keyof HoldFor)[];

/** What a form names; fields left empty name nothing. */
export function namedIn(form: FormData): HoldFor {
  return Object.fromEntries(
    holdKinds.flatMap((kind) => {
      const written = String(form.get(kind) ?? "").trim();
      return written === "" ? [] : [[kind, written]];
    }),
  );
}
