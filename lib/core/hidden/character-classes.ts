// Kinds of characters, by the properties of the Unicode database that the engine knows.

const hiding = [
  "\\p{Default_Ignorable_Code_Point}",
  "\\p{Bidi_Control}",
  "\\p{Noncharacter_Code_Point}",
  // Controls, halves of surrogate pairs, and ends of lines and paragraphs that no editor writes.
  "\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}",
  // Annotations and the place of an object; a braille cell and a note head without ink; joiners of hieroglyphs.
  "\\uFFF9-\\uFFFC\\u2800\\u{1D159}\\u{13430}-\\u{1343F}",
].join("");

const shown = "(?![\\t\\n\\r])";

/** What may hide something; most texts have none of it. */
export const suspicious = new RegExp(`${shown}[${hiding}]`, "u");
export const suspiciousOrBreak = new RegExp(`[\\n\\r]|${shown}[${hiding}]`, "gu");

export const lineBreak = /[\n\r]/;
/** What ends a paragraph for the order of writing (UAX 9, class B). */
export const paragraphEnds = new Set(["\n", "\r", "\u001C", "\u001D", "\u001E", "\u0085", "\u2029"]);

export const isolate = /[\u2066-\u2069]/;
export const directionMark = /[\u200E\u200F\u061C]/;
export const zeroWidthJoiner = "\u200D";
export const joiner = /[\u200C\u200D]/;
export const selector = /[\uFE00-\uFE0F\u180B-\u180D\u180F\u{E0100}-\u{E01EF}]/u;
export const mongolianSelector = /[\u180B-\u180D\u180F]/;
export const mongolianSeparator = /\u180E/;
/** The tag characters, and the rest of their plane that is kept for the like of them. */
export const tag = /[\u{E0000}-\u{E00FF}\u{E01F0}-\u{E0FFF}]/u;
export const brailleBlank = "\u2800";
export const braille = /[\u2801-\u28FF]/;
export const hieroglyphJoiner = /[\u{13430}-\u{1343F}]/u;
export const hieroglyph = /\p{Script=Egyptian_Hieroglyphs}/u;
export const mongolian = /\p{Script=Mongolian}/u;

/**
 * The flags that are written with tags and recommended for interchange: England, Scotland and Wales. Written out,
 * because browsers of 2023 do not take `\p{RGI_Emoji}`.
 */
export const tagFlag =
  /^\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}$/u;
export const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]/u;
export const ideograph = /\p{Ideographic}/u;
/** Signs and letters with a standardized variation (StandardizedVariants.txt), ideographs and emoji apart. */
export const varied =
  /[\p{Sm}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Script=Manichaean}\u3000-\u303F\uFF00-\uFFEF]/u;

export const letter = /\p{L}/u;
export const word = /[\p{L}\p{M}\p{N}]/u;
export const rightToLeft =
  /(?=\p{L})[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

// Scripts whose letters take another form when they are joined or kept apart: the cursive ones, and those of India's family.
const joining = [
  ...[
    "Arabic",
    "Syriac",
    "Mongolian",
    "Nko",
    "Mandaic",
    "Phags_Pa",
    "Adlam",
    "Hanifi_Rohingya",
    "Manichaean",
  ],
  ...["Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam"],
  ...[
    "Sinhala",
    "Khmer",
    "Myanmar",
    "Thai",
    "Lao",
    "Tibetan",
    "Balinese",
    "Javanese",
    "Sundanese",
    "Tai_Tham",
  ],
  ...[
    "Newa",
    "Grantha",
    "Tirhuta",
    "Siddham",
    "Modi",
    "Sharada",
    "Takri",
    "Brahmi",
    "Chakma",
    "Meetei_Mayek",
  ],
];

/** A letter or mark of such a script. */
export const joined = new RegExp(
  `(?=[\\p{L}\\p{M}])[${joining.map((script) => `\\p{Script_Extensions=${script}}`).join("")}]`,
  "u",
);
