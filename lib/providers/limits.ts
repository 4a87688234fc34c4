/** How many calls in how many milliseconds. */
export interface Budget {
  calls: number;
  perMs: number;
}

/** Nobody waits longer because a provider asks for it, milliseconds; whoever asks for more has a person told. */
export const longestAsked = 15 * 60_000;

/** What we allow ourselves towards one provider, per process; times in milliseconds. */
export interface ProviderLimits {
  /** Calls that may cost money. */
  submissions: Budget;
  /** Everything else: looking at predictions and models. */
  reads: Budget;
  /** Calls in a row without an answer after which the provider is left alone. */
  failures: number;
  /** Calls in a row that it answers with "too many" before all others wait, too; until then only those wait. */
  refusals: number;
  /** How long it is left alone, the first time and at most; doubles each time it is still down. */
  rest: { first: number; most: number };
  /** While one call tries whether it is back, the others wait so long before they ask again. */
  whileTrying: number;
  /** A call that tries it and is never heard of again is forgotten after this; longer than any call takes. */
  longestTry: number;
}

/** When a provider is left alone that has no reason for figures of its own. */
export const usualCaution: Omit<ProviderLimits, "submissions" | "reads"> = {
  failures: 5,
  refusals: 3,
  rest: { first: 15_000, most: 300_000 },
  whileTrying: 5_000,
  longestTry: 60_000,
};

/** Reads of a provider's API for clients that have been led here, in place of the provider. */
export const readThroughBudget: Budget = { calls: 300, perMs: 60_000 };
