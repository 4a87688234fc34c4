const most = 1_000;

/** Where a word stands in a text, whatever its case: the start of each place, at most a thousand. */
export function findPlaces(text: string, word: string): number[] {
  if (word === "") return [];
  const [hay, needle] = [text.toLowerCase(), word.toLowerCase()];
  const places: number[] = [];
  for (let at = hay.indexOf(needle); at !== -1 && places.length < most; ) {
    places.push(at);
    at = hay.indexOf(needle, at + needle.length);
  }
  return places;
}
