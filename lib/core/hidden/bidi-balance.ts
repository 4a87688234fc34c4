import { isolate, paragraphEnds } from "./character-classes";

/** Whether a control of direction is closed, or closes another, inside of its own paragraph. */
export type Bidi = "open" | "closed";

const opensEmbedding = /[\u202A\u202B\u202D\u202E]/;
const closesEmbedding = "\u202C";
const opensIsolate = /[\u2066-\u2068]/;
const closesIsolate = "\u2069";

/** True for what opens or closes an embedding, an override or an isolate. */
export function isBidi(char: string): boolean {
  return opensEmbedding.test(char) || char === closesEmbedding || isolate.test(char);
}

/**
 * Which of the controls of direction have their counterpart, as UAX 9 pairs them (BD9, X1–X8).
 * @param found the controls and line ends of a text, in order
 */
export function bidiBalance(found: readonly { at: number; char: string }[]): Map<number, Bidi> {
  const balance = new Map<number, Bidi>();
  let open: { at: number; char: string }[] = [];
  // How many of the open ones are isolates: without it, each end that belongs to none would look through all of them.
  let isolates = 0;
  for (const one of found) {
    const { at, char } = one;
    if (paragraphEnds.has(char)) {
      open = [];
      isolates = 0;
    }
    if (!isBidi(char)) continue;
    balance.set(at, "open");
    if (opensEmbedding.test(char) || opensIsolate.test(char)) {
      open.push(one);
      if (opensIsolate.test(char)) isolates++;
    } else if (char === closesIsolate && isolates > 0) {
      // What was embedded inside of the isolate and is still open stays so.
      while (!opensIsolate.test(open.at(-1)?.char ?? "\u2066")) open.pop();
      const opener = open.pop();
      isolates--;
      if (opener) balance.set(opener.at, "closed").set(at, "closed");
    } else if (char === closesEmbedding && opensEmbedding.test(open.at(-1)?.char ?? "")) {
      const opener = open.pop();
      if (opener) balance.set(opener.at, "closed").set(at, "closed");
    }
  }
  return balance;
}
