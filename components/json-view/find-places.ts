import { fold } from "@/lib/core/fold";

const most = 1_000;

const plainOnly = /^[\0-\x7f]*$/;

/** Plain letters in a row; pictures joined to one; a character with its marks; the parts of a Korean syllable, which make one together. */
const pieces =
  /([\0-\x7f]+)(?!\p{M})|(?:\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}]*\u200d)+\P{M}\p{M}*|[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gsu;

/** A text as a search compares it, and the part of the text that each of its characters comes from. */
export interface Folded {
  text: string;
  placeOf: (at: number) => Place;
}

/** A part of a text: from its first character to before the one at `to`. */
export interface Place {
  from: number;
  to: number;
}

/** Folds a text piece by piece, so that what is found can be shown where it stands. Linear in its length. */
export function foldInPlace(text: string): Folded {
  if (plainOnly.test(text)) return { text: fold(text), placeOf: (at) => ({ from: at, to: at + 1 }) };
  const folded: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const { 0: piece, 1: plain, index } of text.matchAll(pieces)) {
    const part = fold(piece);
    folded.push(part);
    for (let at = 0; at < part.length; at++) {
      from.push(plain ? index + at : index);
      to.push(plain ? index + at + 1 : index + piece.length);
    }
  }
  return { text: folded.join(""), placeOf: (at) => ({ from: from[at] ?? 0, to: to[at] ?? 0 }) };
}

/** Where a word stands in a text, whatever its case and accents, and never inside itself: at most a thousand places. */
export function findPlaces({ text, placeOf }: Folded, word: string): Place[] {
  const wanted = fold(word);
  if (wanted === "") return [];
  const places: Place[] = [];
  for (let at = text.indexOf(wanted); at !== -1 && places.length < most; ) {
    const place = { from: placeOf(at).from, to: placeOf(at + wanted.length - 1).to };
    // One character may be two letters, ß for one: it is no more than one place.
    if (place.from >= (places.at(-1)?.to ?? 0)) places.push(place);
    at = text.indexOf(wanted, at + wanted.length);
  }
  return places;
}
