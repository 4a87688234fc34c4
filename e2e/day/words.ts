import type { Random } from "@/lib/testing/crash/random";

/** Of what scenes are made. */
export const looks = [
  "calm",
  "crowded",
  "flooded",
  "frozen",
  "golden",
  "narrow",
  "ragged",
  "quiet",
  "vast",
  "windy",
];
export const things = [
  "bakery",
  "ferry",
  "garden",
  "harbour",
  "jazz cellar",
  "kiosk",
  "orchard",
  "quarry",
  "viaduct",
  "zoo",
];
const ways = [
  "by night",
  "from above",
  "in fog",
  "at noon",
  "in the rain",
  "as a woodcut",
  "for a poster",
  "in 1920",
];
const wrongs = [
  "cropped",
  "too dark",
  "off brand",
  "upside down",
  "not licensed",
  "plagiarised",
  "six-fingered",
];
const wishes = [
  "redo it",
  "ask Karl",
  "try next week",
  "keep the logo",
  "zoom out",
  "just drop it",
  "pay less",
];

/** One of many sentences. */
export const sentence = (random: Random) =>
  `The ${random.pick(looks)} ${random.pick(things)} ${random.pick(ways)}, beside a ${random.pick(looks)} ${random.pick(things)}. `;
/** What one asks a picture of. */
export const scene = (random: Random) =>
  `a ${random.pick(looks)} ${random.pick(things)} ${random.pick(ways)}, ${random.pick(looks)} like a ${random.pick(things)}`;
/** Why not, as people write it. */
export const reason = (random: Random) =>
  `the ${random.pick(things)} is ${random.pick(wrongs)}, ${random.pick(wishes)}`;
/** At least so many letters of sentences. */
export const pages = (random: Random, letters: number) => {
  let text = "";
  while (text.length < letters) text += sentence(random);
  return text.trim();
};
