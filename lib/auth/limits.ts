/** What signing in is held to; times in seconds. */
export const signInLimits = {
  /** Wrong passwords for one account from one network before the first wait. */
  freeForBoth: 5,
  /** From one network, whatever the accounts: an office behind one address mistypes, too. */
  freeForNetwork: 30,
  /** For one account, from networks it never signed in from. */
  freeForAccount: 100,
  /** The first wait; it doubles with each further failure. */
  firstWait: 1,
  /** The longest wait of an account from one network, and of a network. */
  longestWait: 900,
  /** The longest wait of an account, wherever it is tried from: strangers must not keep its owner out. */
  longestAccountWait: 30,
  /** Failures are forgotten after so long without another. */
  memory: 3_600,
  /** So many accounts and networks are remembered; those tried longest ago are forgotten first. */
  remembered: 20_000,
} as const;

/** Passwords hashed at a time: each fills a thread of the four that files and look-ups need, too. */
export const hashesAtOnce = 2;

/** Passwords that may wait to be hashed; more are refused for the moment. */
export const hashesWaiting = 40;
