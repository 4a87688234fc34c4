/** How long the store waits, in milliseconds. */
export const storeLimits = {
  /** A transaction may queue this long for the one SQLite connection before it fails. */
  transactionMaxWait: 30_000,
  /** An open transaction is rolled back after this; it must hold no call to the outside. */
  transactionTimeout: 15_000,
  /** How long SQLite waits for another process's lock on the file (blocks the event loop). */
  busyTimeout: 5_000,
  /** How long a migration waits for another instance that migrates the same database. */
  migrationLockWait: 60_000,
} as const;
