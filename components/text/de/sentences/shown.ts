import type { Shown } from "@/lib/contracts/sentences/shown";

/** A value in a sentence. */
export function shown(value: Shown): string {
  if (value === null) return "leer";
  if (typeof value === "string") return `„${value}“`;
  if (typeof value !== "object") return String(value);
  if ("list" in value)
    return value.list === 1 ? "eine Liste mit 1 Eintrag" : `eine Liste mit ${value.list} Einträgen`;
  return "object" in value ? "ein Objekt" : "nicht vorhanden";
}
