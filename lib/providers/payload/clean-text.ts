/** A text without what must not leave the house, and how often something was taken out. */
export interface CleanText {
  text: string;
  removed: number;
}

const providerUrl =
  "https?:\\/\\/(?:[a-z0-9-]+\\.)*(?:replicate\\.delivery|api\\.replicate\\.com|stream\\.replicate\\.com|replicate\\.com\\/(?:api|p)\\/)[^\\s\"'<>)\\]}|]*";

const rules: readonly (readonly [RegExp, string])[] = [
  // A Markdown link keeps its words.
  [new RegExp(`!?\\[([^[\\]\\n]{0,300})\\]\\(${providerUrl}\\)`, "gi"), "$1"],
  // The dot or comma after an address belongs to the sentence.
  [new RegExp(`[ \\t]?<?${providerUrl.replace(/\*$/, "*[^\\s\"'<>)\\]}|.,;:!?]")}>?`, "gi"), ""],
  [/[ \t]?\br8_[A-Za-z0-9]{16,}\b/g, ""],
  // Only what looks like a key: "the bearer of good news" stays.
  [/[ \t]?\bbearer\s+(?=[^\s]*\d)[A-Za-z0-9._~+/-]{16,}=*/gi, ""],
];

/** Takes provider links and access tokens out of a text; every other word stays as it is. */
export function cleanText(text: string): CleanText {
  return rules.reduce<CleanText>(
    (sum, [pattern, replacement]) => {
      const found = sum.text.match(pattern)?.length ?? 0;
      return found === 0
        ? sum
        : { text: sum.text.replace(pattern, replacement), removed: sum.removed + found };
    },
    { text, removed: 0 },
  );
}

const providerStart = new RegExp(`^\\s*${providerUrl}`, "i");

/** True for an address of an output file at the provider itself. */
export function isProviderUrl(url: string): boolean {
  return providerStart.test(url);
}
