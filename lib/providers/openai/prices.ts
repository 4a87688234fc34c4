/** US dollars for a million tokens. */
export interface TokenPrices {
  text: number;
  /** Of pictures sent along; null where it takes none. */
  image: number | null;
  output: number;
}

export const qualities = ["low", "medium", "high"] as const;
type Quality = (typeof qualities)[number];

/** About what one picture comes to, in US dollars, by its quality. */
type PicturePrices = Readonly<Record<Quality, number>>;

interface Prices {
  tokens: TokenPrices;
  /** A square one of 1024 pixels, and one half as long again. */
  pictures?: { square: PicturePrices; oblong: PicturePrices };
}

/** OpenAI's public prices (https://developers.openai.com/api/docs/pricing), as of 2026-11-28. */
const known: Readonly<Record<string, Prices>> = {
  "gpt-image-2": {
    tokens: { text: 5, image: 8, output: 30 },
    pictures: {
      square: { low: 0.006, medium: 0.053, high: 0.211 },
      oblong: { low: 0.005, medium: 0.041, high: 0.165 },
    },
  },
  "gpt-image-1-mini": {
    tokens: { text: 2, image: 2.5, output: 8 },
    pictures: {
      square: { low: 0.005, medium: 0.011, high: 0.036 },
      oblong: { low: 0.006, medium: 0.015, high: 0.052 },
    },
  },
  "gpt-5.4-mini": { tokens: { text: 0.75, image: null, output: 4.5 } },
  "gpt-4.1-mini": { tokens: { text: 0.4, image: null, output: 1.6 } },
};

/** The prices of a model, or null where they are not known: another server's models have others. */
export function pricesOf(model: string): Prices | null {
  return Object.hasOwn(known, model) ? (known[model] ?? null) : null;
}
