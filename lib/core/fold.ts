const ascii = /^[\0-\x7f]*$/;

/** The marks on letters of scripts where an accent makes no other letter; in Hindi or Hebrew marks are letters. */
const accents = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/**
 * What a search compares: texts that differ in case, in accents of Latin and Greek letters, or in how their characters
 * are composed fold to the same (NFKD, Unicode's full case folding, NFC). Folding again changes nothing.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const bare = text.normalize("NFKD").replace(accents, "$1");
  // By way of the capitals, where ß is SS; first the small letters, for the capital ẞ has no other. JavaScript has no
  // case folding of its own, and ends a word with ς.
  const lower = bare.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return lower.normalize("NFKC");
}
