import { readFileSync, writeFileSync } from "node:fs";

/** The part of a document that a test writes, between `<!-- name:begin -->` and `<!-- name:end -->`. */
export function writtenPart(path: string, name: string): { written: string; update(text: string): void } {
  const document = readFileSync(path, "utf8");
  const [begin, end] = [`<!-- ${name}:begin -->\n`, `\n<!-- ${name}:end -->`];
  const from = document.indexOf(begin);
  const to = document.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`${path} has no part between ${begin.trim()} and ${end.trim()}`);
  return {
    written: document.slice(from + begin.length, to),
    update: (text) => writeFileSync(path, document.slice(0, from + begin.length) + text + document.slice(to)),
  };
}
