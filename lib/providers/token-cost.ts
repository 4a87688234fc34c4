import type { JsonObject } from "@/lib/contracts/json";
import type { Cost } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { english, said } from "@/lib/contracts/sentences";

/** US dollars for a million tokens that are read, and that are written. */
export interface EachWay {
  reading: number;
  writing: number;
}

const million = 1_000_000;

/**
 * What a conversation of one prompt will cost at most: all that it reads, and the longest answer it may write. An
 * estimate, never a bill.
 * @param read tokens
 * @param written tokens
 */
export function conversationCost(read: number, written: number, { reading, writing }: EachWay): Cost {
  const low = (read * reading) / million;
  const basis = said("per_token_each_way", { read, written, reading, writing });
  return costBetween(basis, low, low + (written * writing) / million, "token");
}

/** An estimate that counts as its upper end. */
export function costBetween(basis: Said, low: number, high: number, per: NonNullable<Cost["per"]>): Cost {
  return {
    amount: dollars(high),
    currency: "USD",
    basis: english(basis),
    basis_said: basis,
    low: dollars(low),
    high: dollars(high),
    per,
  };
}

/**
 * About how many tokens a payload's prompt and instructions are: by their bytes, for letters of other scripts and pictures
 * among them are a token each and more.
 */
export function tokensRead({ prompt, system }: JsonObject, bytesPerToken: number): number {
  const bytes = [prompt, system].reduce<number>(
    (sum, text) => sum + (typeof text === "string" ? Buffer.byteLength(text) : 0),
    0,
  );
  return Math.ceil(bytes / bytesPerToken);
}

/** To a millionth: what is less nobody bills. */
export function dollars(amount: number): number {
  return Math.round(amount * 1e6) / 1e6;
}
