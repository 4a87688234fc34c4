import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { Said } from "@/lib/contracts/said";

/** The same sentence with every text in its values changed, also in the sentences inside it. Codes stay. */
export function withEveryText({ code, values }: Said, change: (text: string) => string): Said {
  const changed = (value: Json): Json => {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map(changed);
    if (!isJsonObject(value)) return value;
    const inner = Said.safeParse(value);
    return inner.success
      ? withEveryText(inner.data, change)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, changed(item)]));
  };
  const entries = Object.entries(values).map(([key, item]) => [key, changed(item)]);
  return { code, values: Object.fromEntries(entries) };
}
