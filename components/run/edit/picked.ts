import type { Json } from "@/lib/contracts/json";

/** The addresses a draft keeps of an answer's files, in its order. */
export function keptOf(response: Json | undefined): string[] {
  const list = Array.isArray(response) ? response : [response];
  return list.filter((part) => typeof part === "string");
}

/** All files as one looks at them: what was dropped keeps its place, what is kept stands in the draft's order between. */
export function arranged(all: readonly string[], kept: readonly string[]): string[] {
  const wanted = kept.filter((url) => all.includes(url));
  let next = 0;
  return all.map((url) => (wanted.includes(url) ? (wanted[next++] ?? url) : url));
}

/** The list with one of it taken to another place. */
export function moved(order: readonly string[], url: string, to: number): string[] {
  const others = order.filter((one) => one !== url);
  return others.toSpliced(Math.max(0, Math.min(others.length, to)), 0, url);
}

/** What is kept, in the order it stands in, after one was kept or dropped; the last one stays. */
export function toggled(order: readonly string[], kept: readonly string[], url: string): string[] {
  const wanted = kept.includes(url) ? kept.filter((one) => one !== url) : [...kept, url];
  return wanted.length === 0 ? [...kept] : order.filter((one) => wanted.includes(one));
}
