import type { SafetyFlag } from "@/lib/contracts/words";
import { holdsPersonalData } from "./personal-data";

const patterns: Record<Exclude<SafetyFlag, "pii">, readonly RegExp[]> = {
  nsfw: [/\b(?:nude|naked|nsfw|porn\w*|erotic\w*|explicit sex\w*|topless|gore|gory)\b/i],
  copyright: [
    /\b(?:mickey mouse|harry potter|star wars|pok[eé]mon|pikachu|disney|pixar|marvel|spider-?man|batman|hello kitty)\b/i,
    /\bin the style of (?:studio ghibli|[A-Z][a-z]+ [A-Z][a-z]+)/,
  ],
};

/**
 * What in a request a person should have seen: personal data, nakedness or violence, other
 * people's characters and styles. Plain patterns: they raise a hand, they do not judge.
 */
export function safetyFlags(text: string): SafetyFlag[] {
  const found: SafetyFlag[] = holdsPersonalData(text) ? ["pii"] : [];
  for (const flag of ["nsfw", "copyright"] as const) {
    if (patterns[flag].some((pattern) => pattern.test(text))) found.push(flag);
  }
  return found;
}
