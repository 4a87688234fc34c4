import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import validator from "validator";

const cardLike = /\b\d(?:[ -]?\d){12,18}\b/g;
// The lengths are RFC 5321's; without them a row of letters and dots would be read anew from each of its letters.
const email = /\b[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,63}\b/i;
const socialSecurity = /\b\d{3}-\d{2}-\d{4}\b/;

/**
 * Whether a text holds what says who somebody is or how to reach or charge them: addresses, telephone, account, card
 * and social security numbers, dates of birth. Checksums and the numbering plans of countries tell them from seeds,
 * prices, versions and times. Linear in the text's length.
 */
export function holdsPersonalData(text: string): boolean {
  return (
    email.test(text) ||
    socialSecurity.test(text) ||
    holdsCard(text) ||
    holdsIban(text) ||
    holdsBirthDate(text) ||
    holdsPhone(text)
  );
}

function holdsCard(text: string): boolean {
  return [...text.matchAll(cardLike)].some(([match]) => validator.isCreditCard(match));
}

const ibanStart = /(?<![a-z0-9])[a-z]{2}\d{2}(?=[ -]?[a-z0-9])/gi;

/** The shortest and the longest account number that any country has (SWIFT's registry of IBANs). */
const [shortestIban, longestIban] = [15, 34];

function holdsIban(text: string): boolean {
  for (const { index } of text.matchAll(ibanStart)) {
    let written = "";
    for (let at = index; at < text.length && written.length < longestIban; at++) {
      const char = text.charAt(at);
      if (/[a-z0-9]/i.test(char)) written += char;
      else if (!/[ -]/.test(char)) break;
      const ends = !/[a-z0-9]/i.test(text.charAt(at + 1));
      if (ends && written.length >= shortestIban && validator.isIBAN(written)) return true;
    }
  }
  return false;
}

const month = "\\p{L}{3,12}\\.?";
const year = "(?:19|20)\\d{2}";
const ordinal = "(?:\\.|st|nd|rd|th|º)?";
const date = [
  `\\d{1,2}[./ -]\\s?\\d{1,2}[./ -]\\s?(?:${year}|\\d{2}(?!\\d))`,
  `${year}[./-]\\d{1,2}[./-]\\d{1,2}`,
  `\\d{1,2}${ordinal}\\s(?:of\\s|de\\s)?${month},?\\s(?:de\\s)?${year}`,
  `${month}\\s\\d{1,2}${ordinal},?\\s${year}`,
  `${year}\\s?[年년]\\s?\\d{1,2}\\s?[月월]\\s?\\d{1,2}\\s?[日일]`,
].join("|");
const bornWords = [
  ...["born", "birth(?:day|date)?", "date of birth", "dob", "d\\.o\\.b\\."],
  ...[
    "geb\\.",
    "geboren",
    "geburts(?:tag|datum)",
    "geboortedatum",
    "née? le",
    "naissance",
    "nat[oa]",
    "nascita",
  ],
  ...["nacid[oa]", "nacimiento", "nascid[oa]", "nascimento", "född", "födelsedatum", "født", "fødselsdato"],
  ...[
    "syntynyt",
    "syntymäaika",
    "urodzon[ya]",
    "urodzenia",
    "narozen[aý]?",
    "doğum",
    "родил(?:ся|ась)",
    "рождения",
  ],
  ...["γεννήθηκε", "生年月日", "出生", "생년월일"],
].join("|");
const birthDates = [
  new RegExp(`(?<!\\p{L})(?:${bornWords})[^\\n\\d]{0,40}(?:${date})`, "iu"),
  new RegExp(`(?:${date})[^\\n\\d]{0,12}(?:date of birth|dob\\b|geburtsdatum)`, "iu"),
  // As genealogists and German letters write it.
  new RegExp(`\\*\\s?\\d{1,2}\\.\\s?\\d{1,2}\\.\\s?${year}`, "u"),
];

function holdsBirthDate(text: string): boolean {
  return birthDates.some((pattern) => pattern.test(text));
}

/** Countries in which a number dialled from far away begins with 0, so that it is known by its beginning. */
const withTrunkZero = [
  "DE",
  "FR",
  "GB",
  "AT",
  "CH",
  "NL",
  "BE",
  "SE",
  "FI",
  "IE",
  "AU",
  "JP",
  "KR",
  "TR",
  "IL",
  "ZA",
  "IN",
] as const;

/** Countries in which it does not: nothing but the words before it tells such a number from any other. */
const withoutTrunk = ["US", "ES", "IT", "PL", "PT", "DK", "NO", "CZ", "GR", "BR", "MX", "CN", "SG"] as const;

/** A text with more that is written like telephone numbers is a list of them, whatever they are. */
const mostNumbers = 100;

const dates = /(?<![\d./-])(?:\d{1,2}([./-])\d{1,2}\1\d{2,4}|\d{4}([./-])\d{1,2}\2\d{1,2})(?![./-]?\d)/g;
const numberLike = /(?<![\w.,:/#$€£¥-])(?:\+ ?|00|\()?\d[\d ()/.\u00A0-]{5,24}\d(?!\w)/g;
const northAmerican = /(?<![\w.-])(?:\+?1[ .-])?(?:\(\d{3}\) ?|\d{3}-)\d{3}-\d{4}(?![\w-])/;
const phoneWords =
  /(?:phone|telephone|tel|call|mobile?|cell|fax|whatsapp|sms|text me(?: at| on)?|dial|ring|number|nummer|telefon\w{0,4}|handy|rufnummer|téléphone|portable|numéro|teléfono|número|cellulare|numero|telemóvel|puhelin|тел|телефон|電話|电话|전화)(?: is| me| us| at| on)*[\s.:№#(]{0,6}$/iu;

function holdsPhone(text: string): boolean {
  if (northAmerican.test(text)) return true;
  const undated = text.replace(dates, (match) => "x".repeat(match.length));
  let looked = 0;
  for (const { 0: match, index } of undated.matchAll(numberLike)) {
    const countries = countriesFor(match, undated.slice(Math.max(0, index - 40), index));
    if (countries === null) continue;
    if (++looked > mostNumbers) return true;
    if (startsOf(match).some((number) => isPhone(number, countries))) return true;
  }
  return false;
}

/** By which plans a number may be read; null where it is written like none. */
function countriesFor(number: string, before: string): readonly (CountryCode | undefined)[] | null {
  if (/^(?:\+|00 ?[1-9])/.test(number)) return [undefined];
  if (phoneWords.test(before)) return [...withTrunkZero, ...withoutTrunk];
  if (!/^\(?0\d/.test(number) || /^00/.test(number)) return null;
  // Dots divide pairs of digits, or they belong to a fraction or a version.
  if (number.includes(".") && !/^0\d(?:\.\d\d){4}/.test(number)) return null;
  return withTrunkZero;
}

/** What a number may be when other numbers follow it: the whole, and what is left without each of its last groups. */
function startsOf(match: string): string[] {
  const groups = match.replace(/\(0\)/, "").split(/(?=[ \u00A0])/);
  return groups.map((_, index) => groups.slice(0, groups.length - index).join("")).slice(0, 5);
}

function isPhone(written: string, countries: readonly (CountryCode | undefined)[]): boolean {
  const digits = written.replace(/\D/g, "").length;
  if (digits < 7 || digits > 15) return false;
  const number = written.replace(/^00 ?/, "+");
  const least = number.startsWith("+") || countries.length > withTrunkZero.length ? 7 : 9;
  if (digits < least) return false;
  return countries.some((country) => parsePhoneNumberFromString(number, country)?.isValid() ?? false);
}
