import type { Json } from "@/lib/contracts/json";
import { digestOf } from "@/lib/core/digest";

/** Numbers that look random and are always the same for the same seed. */
export interface Dice {
  /** From `low` up to `high`. */
  between(low: number, high: number): number;
  /** A whole number from `low` to `high`, both possible. */
  whole(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
}

/** A share from 0 (inclusive) to 1 (exclusive) that belongs to this value for ever. */
export function shareOf(value: Json): number {
  return seedOf(value) / 0x1_0000_0000;
}

/** Dice whose throws follow from the value alone (mulberry32 over its digest). */
export function diceFrom(value: Json): Dice {
  let state = seedOf(value);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    between: (low, high) => low + next() * (high - low),
    whole: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

function seedOf(value: Json): number {
  return Number.parseInt(digestOf(value).slice("sha256:".length, "sha256:".length + 8), 16);
}
