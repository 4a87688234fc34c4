/** How long the store waits, in milliseconds, and how much it holds. */
export const storeLimits = {
  /** A transaction may queue this long for the one SQLite connection before it fails. */
  transactionMaxWait: 30_000,
  /** An open transaction is rolled back after this; it must hold no call to the outside. */
  transactionTimeout: 15_000,
  /** PostgreSQL waits so long for somebody's lock; shorter than the transaction may last. */
  lockTimeout: 12_000,
  /** SQLite itself waits so long for another process's lock on the file, and everything else in this process with it. */
  busyTimeout: 5,
  /** After that it is asked again so often, while everything else goes on. */
  busyRetry: 25,
  /** Statements on SQLite follow each other for so long without anybody else's getting a turn. */
  longestTurn: 20,
  /** A file that another process has kept locked for so long is not to be had; what asks for it fails at once. */
  busyPatience: 5_000,
  /** Runs that were committed last stay in memory, in characters of their JSON: all of them, and the largest. */
  knownRuns: 16 * 1024 * 1024,
  largestKnownRun: 128 * 1024,
  /** So many commits that wait at the same moment share one transaction and one sync. */
  mostInCommit: 32,
  /**
   * SQLite's log goes back into the file once it has so many pages: a page that many commits have changed is written there
   * once, and the disk is waited for once. They are 16 MiB.
   */
  pagesInLog: 4_000,
  /** Of words with fewer than three letters no index knows; so many of the newest runs are looked through for them. */
  searchedNewest: 10_000,
  /** Before an index is asked for longer words, so many of the first runs of a list are looked through: common ones are there. */
  searchedFirst: 2_000,
  /** Words that more runs hold than this are found soonest in the order of the list. */
  searchedRare: 2_000,
  /** Runs are looked through so many at a time, and others have a turn between. */
  searchedAtOnce: 1_000,
  /** A server that starts waits so long for one that is just stopping. */
  holdWait: 5_000,
  /** How long a migration waits for another instance that migrates the same database. */
  migrationLockWait: 60_000,
  /** Connections to Postgres for requests and jobs, of one instance, unless `connection_limit` says otherwise; the queue and the wake-ups have their own. */
  postgresConnections: 10,
  /** Whoever waits longer for a connection to Postgres, a free one of the pool's or a new one, is told that there is none. */
  connectionWait: 15_000,
  /** How long a request that the database could not serve shows in the health of the installation, and how many at most. */
  outageMemory: 300_000,
  outagesRemembered: 1000,
  /** A provider's report is remembered for so long; much longer than it could be taken for a new one. */
  webhookMemory: 3_600_000,
  /** A half-written output file that nobody has touched for so long was left by a writer that died. */
  partialFileAge: 3_600_000,
  /** How often it is tried whether output files can be kept and read, while they can and while they cannot. */
  storageTestEvery: 300_000,
  storageTestAgain: 20_000,
  /** A storage that has not taken a few bytes by then is away. */
  storageTestTimeout: 20_000,
  /** A disk with fewer free bytes is full: a request may write some of them at any moment. */
  leastFreeBytes: 32 * 1024 * 1024,
  /** An S3 service that does not accept a connection by then is not there. */
  s3ConnectTimeout: 10_000,
  /** An S3 connection on which nothing moves for so long is given up. */
  s3SilenceTimeout: 30_000,
  /** Bytes of one part of a large upload; two of them are in memory at once. */
  s3PartBytes: 8 * 1024 * 1024,
} as const;
