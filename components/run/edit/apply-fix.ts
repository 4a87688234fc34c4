import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { at, removeAt, setAt } from "@/lib/core/json-pointer";

/** The payload with an issue's fix applied; the same where there is none, or where it does not fit any more. */
export function applyFix(payload: JsonObject, { pointer, fix }: Pick<Issue, "pointer" | "fix">): JsonObject {
  if (!fix) return payload;
  try {
    if ("set" in fix) return objectOr(payload, setAt(payload, pointer, fix.set));
    const without = removeAt(payload, pointer);
    if ("remove" in fix) return objectOr(payload, without);
    return objectOr(payload, setAt(without, fix.move_to, at(payload, pointer) ?? null));
  } catch {
    return payload;
  }
}

function objectOr(payload: JsonObject, next: ReturnType<typeof setAt>): JsonObject {
  return isJsonObject(next) ? next : payload;
}
