/** What a provider leaves in its answers: they lead to its account, so they do not leave the house. */
export interface Traces {
  /** Addresses of files and calls, without scheme and subdomain: `replicate.delivery`, or with the path they begin with. */
  addresses: readonly string[];
  /** How its keys look. */
  keys: readonly RegExp[];
}

/** A text without what must not leave the house, and how often something was taken out. */
interface CleanText {
  text: string;
  removed: number;
}

export interface Cleaner {
  /** Takes providers' links and access tokens out of a text; every other word stays as it is. */
  clean(text: string): CleanText;
  /** True for an address of an output file at a provider itself. */
  isProviderUrl(url: string): boolean;
}

/** Only what looks like a key: "the bearer of good news" stays. */
const bearer = /[ \t]?\bbearer\s+(?=[^\s]*\d)[A-Za-z0-9._~+/-]{16,}=*/gi;

/** A cleaner of all these traces, and of bearer tokens. */
export function createCleaner(traces: readonly Traces[]): Cleaner {
  const addresses = traces.flatMap((one) => one.addresses).map(literal);
  const links = addresses.length === 0 ? null : patternsOf(addresses.join("|"));
  const rules: readonly (readonly [RegExp, string])[] = [
    ...(links?.rules ?? []),
    ...traces.flatMap(({ keys }) =>
      keys.map((key) => [new RegExp(`[ \\t]?${key.source}`, "g"), ""] as const),
    ),
    [bearer, ""],
  ];
  return {
    isProviderUrl: (url) => links?.start.test(url) ?? false,
    clean: (text) =>
      rules.reduce<CleanText>(
        (sum, [pattern, replacement]) => {
          const found = sum.text.match(pattern)?.length ?? 0;
          return found === 0
            ? sum
            : { text: sum.text.replace(pattern, replacement), removed: sum.removed + found };
        },
        { text, removed: 0 },
      ),
  };
}

function patternsOf(addresses: string) {
  const start = `https?:\\/\\/(?:[a-z0-9-]+\\.)*(?:${addresses})`;
  const url = `${start}[^\\s"'<>)\\]}|]*`;
  return {
    start: new RegExp(`^\\s*${start}`, "i"),
    rules: [
      // A Markdown link keeps its words.
      [new RegExp(`!?\\[([^[\\]\\n]{0,300})\\]\\(${url}\\)`, "gi"), "$1"],
      // The dot or comma after an address belongs to the sentence.
      [new RegExp(`[ \\t]?<?${url}[^\\s"'<>)\\]}|.,;:!?]>?`, "gi"), ""],
    ] as const,
  };
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
