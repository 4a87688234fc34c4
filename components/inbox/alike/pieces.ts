/** A word with the blanks before it. Letters of scripts that put no blanks between words count as a word each. */
const piece =
  /\s*(?:[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\s\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+)|\s+$/gu;

/** Takes a text apart into words, each with the blanks before it: joined they are the text, letter by letter. */
export function piecesOf(text: string): string[] {
  return text.match(piece) ?? [];
}
