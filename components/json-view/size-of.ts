import type { Json } from "@/lib/contracts/json";

/** How many values there are in a document, counted no further than `most`. */
export function valuesIn(value: Json, most: number): number {
  let count = 0;
  const queue: Json[] = [value];
  while (queue.length > 0 && count < most) {
    const next = queue.pop();
    count += 1;
    if (typeof next === "object" && next !== null) queue.push(...Object.values(next).slice(0, most));
  }
  return count;
}
