import { type KeyLimits, limitKinds, limitsOf } from "@/lib/contracts/limits";
import type { KeyView } from "@/lib/contracts/people";

/** What was set for a key itself, as far as it is something else than its role's. */
export function ownLimits({ role, limits }: Pick<KeyView, "role" | "limits">): KeyLimits {
  const usual = limitsOf(role);
  return Object.fromEntries(
    limitKinds.flatMap((kind) => (limits[kind] === usual[kind] ? [] : [[kind, limits[kind] ?? undefined]])),
  );
}

/** The limits a form was filled in with; a field left empty is the role's. */
export function limitsIn(form: FormData): KeyLimits {
  return Object.fromEntries(
    limitKinds.flatMap((kind) => {
      const written = String(form.get(kind) ?? "").trim();
      return written === "" ? [] : [[kind, Number(written)]];
    }),
  );
}
