import type { Said } from "./said";

/** Says a sentence that stands inside another one. */
export type Say = (said: Said) => string;

/** One sentence of a language: fixed, or made from its values. */
export type Sentence = string | ((values: never, say: Say) => string);

/**
 * The sentence as a dictionary has it, with the sentences inside it.
 * @throws Error for a code that the dictionary does not have
 */
function say(dictionary: Readonly<Record<string, Sentence>>, { code, values }: Said): string {
  const sentence = Object.hasOwn(dictionary, code) ? dictionary[code] : undefined;
  if (sentence === undefined) throw new Error(`There is no sentence ${code}`);
  if (typeof sentence === "string") return sentence;
  // `said` saw to it that the values are those of the code.
  return sentence(values as never, (inner) => say(dictionary, inner));
}

/** The same, or null for a code or values that this dictionary does not know: another version may have written them. */
export function trySay(dictionary: Readonly<Record<string, Sentence>>, said: Said): string | null {
  try {
    return say(dictionary, said);
  } catch {
    return null;
  }
}
