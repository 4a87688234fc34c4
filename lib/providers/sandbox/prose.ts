import type { Json } from "@/lib/contracts/json";
import { wordIn } from "@/lib/contracts/word-lists";
import { tones } from "./models";
import { diceFrom } from "./random";

interface Prose {
  prompt: string;
  tone: string;
  maxWords: number;
  seed: Json;
}

const openings: Record<(typeof tones)[number], readonly [string, ...string[]]> = {
  plain: ["You asked: “{prompt}”", "The question was: “{prompt}”"],
  warm: ["What a good thing to ask: “{prompt}”", "Thank you for this one: “{prompt}”"],
  formal: ["With regard to your request, “{prompt}”", "Concerning the matter of “{prompt}”"],
};

const sentences: readonly [string, ...string[]] = [
  "This is the sandbox speaking, so nothing was thought about and nothing was charged.",
  "A real model would take these words and answer them; here they only pass through your reviews.",
  "Its main part is what you wrote: {topic}.",
  "The same words with the same settings always give this very text, which makes it good for trying things out.",
  "You can edit this answer before it is released, and the edited one is what goes out.",
  "If you ask for a retry, a new attempt is made with the payload that was approved.",
  "Whoever reads the log later will find who approved this and when.",
  "Two readings of “{topic}” come to mind, and a person should choose between them.",
];

/** A few sentences around the prompt, in the pieces a language model would stream them in. */
export function writeProse({ prompt, tone, maxWords, seed }: Prose): string[] {
  const dice = diceFrom(seed);
  const flat = prompt.replaceAll(/\s+/g, " ").trim();
  const asked = shorten(flat, 200);
  const topic = shorten(withoutEnd(flat), 60);
  const known = wordIn(tones, tone);
  const opening = dice.pick(known === null ? ["“{prompt}”"] : openings[known]);
  const start = dice.whole(0, sentences.length - 1);
  const rest = sentences.map((_, index) => sentences[(start + index * 3) % sentences.length] ?? "");
  // A replacement function, so that a `$&` in the prompt stays what it is.
  const fill = (sentence: string) =>
    sentence.replaceAll("{prompt}", () => asked).replaceAll("{topic}", () => topic);
  const words = [opening, ...rest].map(fill).join(" ").split(" ");
  return ending(words.slice(0, maxWords)).map((word, index, all) =>
    index < all.length - 1 ? `${word} ` : word,
  );
}

/** Ends with a whole sentence where one fits, otherwise with an ellipsis. */
function ending(words: string[]): string[] {
  const last = words.findLastIndex((word) => /[.?!]”?$/.test(word));
  if (last >= 4) return words.slice(0, last + 1);
  return words.map((word, index) => (index === words.length - 1 ? `${word}…` : word));
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}

/** A sentence without the signs it ends with. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ".?!…".includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
