const ascii = /^[\0-\x7f]*$/;

/** The marks on letters of scripts where an accent makes no other letter; in Hindi or Hebrew marks are letters. */
const accents = /([\p{Script=Latin}\p{Script=Greek}])\p{M}+/gu;

/**
 * What nothing is drawn for: soft hyphens, joiners and the like. Of these only the joiners stay that make one picture of
 * several; by another picture those stand for something else.
 */
const invisible =
  /(?!(?<=\p{Extended_Pictographic}[\ufe0f\p{Emoji_Modifier}]?)\u200d\p{Extended_Pictographic})\p{Default_Ignorable_Code_Point}/gu;

/**
 * What a search compares: texts that differ in case, in accents of Latin and Greek letters, in characters that nothing
 * is drawn for, or in how their characters are composed fold to the same (NFKD, Unicode's full case folding, NFC). Folding again changes nothing.
 */
export function fold(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  const bare = text.replace(invisible, "").normalize("NFKD").replace(accents, "$1");
  // By way of the capitals, where ß is SS; first the small letters, for the capital ẞ has no other. JavaScript has no
  // case folding of its own, and ends a word with ς.
  const lower = bare.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return lower.normalize("NFKC");
}
