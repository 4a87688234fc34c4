import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";

/** No sensible pattern for names is longer. */
const longestPattern = 200;

/**
 * The patterns of a `patternProperties` as expressions, or null where one of them may take more than linear time:
 * schemas come with requests. Easy is what has no groups, and repeats nothing, or one thing from the very beginning.
 */
export function easyPatterns(patternProperties: Json): RegExp[] | null {
  if (!isJsonObject(patternProperties)) return null;
  const patterns = Object.keys(patternProperties).map(easyPattern);
  return patterns.every((pattern) => pattern !== null) ? patterns : null;
}

/** The same for one pattern. */
export function easyPattern(source: string): RegExp | null {
  if (source.length > longestPattern) return null;
  const plain = source.replaceAll(/\\./gu, "a");
  if (/\\[^dDwWsS.\-_/$^+*?|()[\]{}\\]/u.test(source) || /[()]/.test(plain)) return null;
  const repeats = plain.replaceAll(/\[[^\]]*\]/g, "a").match(/[*+?{]/g)?.length ?? 0;
  if (repeats > 0 && (repeats > 1 || !source.startsWith("^") || plain.includes("|"))) return null;
  try {
    return new RegExp(source, "u");
  } catch {
    return null;
  }
}
