import type { SafetyFlag } from "@/lib/contracts/words";

const patterns: Record<SafetyFlag, readonly RegExp[]> = {
  pii: [
    // The lengths are RFC 5321's; without them a row of letters and dots would be read anew from each of its letters.
    /\b[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,63}\b/i,
    /(?:\+\d{1,3}[\s.-]?)?(?:\(\d{2,4}\)[\s.-]?|\b\d{3,4}[\s.-])\d{3,4}[\s.-]\d{3,4}\b/,
    /\b\d{3}-\d{2}-\d{4}\b/,
    /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,7}\b/,
  ],
  nsfw: [/\b(?:nude|naked|nsfw|porn\w*|erotic\w*|explicit sex\w*|topless|gore|gory)\b/i],
  copyright: [
    /\b(?:mickey mouse|harry potter|star wars|pok[eé]mon|pikachu|disney|pixar|marvel|spider-?man|batman|hello kitty)\b/i,
    /\bin the style of (?:studio ghibli|[A-Z][a-z]+ [A-Z][a-z]+)/,
  ],
};

const cardLike = /\b\d(?:[ -]?\d){12,18}\b/g;

/** Luhn's checksum (ISO/IEC 7812-1): tells a card number from any other row of digits. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...digits].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/**
 * What in a request a person should have seen: personal data, nakedness or violence, other
 * people's characters and styles. Plain patterns: they raise a hand, they do not judge.
 */
export function safetyFlags(text: string): SafetyFlag[] {
  const found = new Set<SafetyFlag>();
  for (const flag of ["pii", "nsfw", "copyright"] as const) {
    if (patterns[flag].some((pattern) => pattern.test(text))) found.add(flag);
  }
  for (const [match] of text.matchAll(cardLike)) {
    if (passesLuhn(match.replace(/\D/g, ""))) found.add("pii");
  }
  return [...found];
}
