import type { Sentence } from "../say";

/** Settings with which running time and price grow in step. */
export type Growing = "outputs" | "steps" | "length" | "tokens";

/** How many times as much of a setting there is as in the model's example. */
export type Growth = { counts: Growing; times: number };

interface Priced {
  /** In US dollars. */
  amount: number;
}

/** Prices in US dollars for a million tokens. */
interface EachWay {
  read: number;
  written: number;
  reading: number;
  writing: number;
}

/** What an estimate is reckoned from. */
export const costs = {
  asker_says: "as its asker says",
  per_call: ({ amount }: Priced) => `$${amount} a call`,
  per_output: ({ outputs, amount }: Priced & { outputs: number }) => `${outputs} at $${amount} each`,
  per_token: ({ read, written, amount }: Priced & { read: number; written: number }) =>
    `about ${read} tokens read and at most ${written} written, at $${amount} each`,
  per_token_each_way: ({ read, written, reading, writing }: EachWay) =>
    `about ${read} tokens read at $${reading} and at most ${written} written at $${writing} a million`,
  per_picture: ({
    outputs,
    amount,
    read,
    reading,
  }: Priced & { outputs: number; read: number; reading: number }) =>
    `${outputs} at about $${amount} each, and about ${read} tokens read at $${reading} a million`,
  per_second: ({
    seconds,
    amount,
    typical,
    because,
  }: Priced & { seconds: number; typical: boolean; because: Growth[] }) => {
    const more = because.map(({ counts, times }) => `, times ${times} for the ${counts}`).join("");
    return `about ${seconds} s at $${amount}/s${typical ? " (a typical rate)" : ""}, from the model's example${more}`;
  },
  sandbox_is_free: "the sandbox charges nothing",
} as const satisfies Record<string, Sentence>;
