/** How long the orchestrator waits, and how often it tries; times in milliseconds. Given to it in its context. */
export const defaultLimits = {
  /** A provider that has not answered a submission by then may or may not have accepted it. */
  submitTimeout: 20_000,
  /** For looking up, polling and cancelling at a provider. */
  lookupTimeout: 15_000,
  /** Nobody else touches an attempt that is being submitted; longer than any submission takes. */
  submitLease: 25_000,
  /** A lost call may still be on its way: only two looks so far apart that do not find it count as absent. */
  lookApart: 60_000,
  /** A run whose call may have been on its way is not erased until so long after the last look for it, in milliseconds. */
  eraseAfterCall: 600_000,
  /** Calls of attempts that were sent so long before a lost one, or later, are known to be theirs when one is looked for. */
  takenSince: 900_000,
  /** Submissions refused for the time being, before a person is asked. */
  maxDelays: 6,
  /** Fruitless look-ups of an unknown outcome, before a person is asked. */
  maxLookups: 12,
  /** Looks in a row at an accepted call whose answers cannot be read, before a person is asked: some two minutes. */
  maxUnreadable: 8,
  /** Looks in a row that are not answered, though others are, before a person is asked: some half an hour. */
  maxUnanswered: 30,
  /** A run that waits for a hold looks so often whether it is still on, should its waking be lost. */
  lookAtHolds: 3_600_000,
  /** A run that is held back for longer says so. */
  tellWaits: 2_000,
  /** First wait after a refusal; it doubles each time, up to the second. */
  backoff: { first: 1_000, most: 60_000 },
  /** Polling starts quick and slows to a quarter of the time elapsed. */
  poll: { least: 250, most: 5_000 },
  /** With webhooks on their way, polling is the fallback and slows down further. */
  pollWithWebhooks: 15_000,
  /** A call that runs longer is cancelled and counts as failed; the provider is told to do so by itself, too. */
  callDeadline: 3_600_000,
  /** What a provider says of its present model serves the reviews of other runs of that model for so long, and no dispatch. */
  modelCache: 5_000,
  /** A review waits so long for the provider's present model, and then opens without it. */
  reviewLookupTimeout: 3_000,
  /** A create waits so long for the provider to describe a model that the catalogue does not have. */
  describeTimeout: 5_000,
  /** What it said serves the next ones for so long. */
  describedFor: 60_000,
  /** The largest output file that is kept, in bytes. */
  artifactBytes: 512 * 1024 * 1024,
  /** So many files of a failed call are kept, one try each. */
  partialFiles: 20,
  /** For one try to copy one output file. */
  artifactTimeout: 120_000,
  /** For one try to tell a webhook, from the look-up of its name to the receiver's status. */
  webhookTimeout: 10_000,
  /** Copying is tried again for so long after it failed first; providers keep their files for about an hour. */
  artifactPatience: 600_000,
  /** The wait before the next try doubles from the first to the second. */
  artifactWait: { least: 500, most: 30_000 },
};
/** Files of requests, fetched for reviewers to look at; times in milliseconds. */
export const lookLimits = {
  /** The largest that is fetched, in bytes. */
  mostBytes: 64 * 1024 * 1024,
  /** For one file, from the first look-up to its last byte. */
  patience: 20_000,
  /** So many are fetched at once; the next ones wait. */
  atOnce: 4,
  /** What was fetched is shown for so long, and then fetched anew: it may have changed. */
  keptFor: 600_000,
  /** Why one could not be had is known for so long. */
  problemKeptFor: 15_000,
  /** All that is kept at once, in bytes and in files; the oldest goes first. */
  keptBytes: 512 * 1024 * 1024,
  keptFiles: 500,
} as const;

/** How the log is followed live. */
export const tailLimits = {
  /** Entries read at once. */
  batch: 200,
  /** The log is looked at so often even without a wake-up, in milliseconds. */
  lookEvery: 5_000,
  /** A reader that is behind by more entries than this is read for from the database once it takes them. */
  entriesHeld: 400,
  /** Whose runs they are is remembered of so many. */
  ownersRemembered: 5_000,
} as const;

export type Limits = Readonly<typeof defaultLimits>;

/** A call begins to be sent so soon after its fence was taken, or not at all; in milliseconds. */
export function sendWithin({ submitLease, submitTimeout }: Limits): number {
  return submitLease - submitTimeout;
}

/** How long to wait before try number `failures + 1`. */
export function backoffAfter({ backoff }: Limits, failures: number): number {
  return Math.min(backoff.most, backoff.first * 2 ** Math.max(0, failures - 1));
}

/** Whoever could not read an output because the storage is away may ask again after so many seconds. */
export const storageRetrySeconds = 10;

/** What work that follows a foreign schema may take; times in milliseconds. */
export const foreignLimits = {
  /** In the thread that serves everybody; almost all of it takes a few milliseconds, and what takes longer goes on apart. */
  msHere: 100,
  /** What has more values than this is not even tried there. */
  valuesHere: 3_000,
  /** More checks than this are made under a watchdog, and so are those that cannot be counted. */
  checksUnwatched: 100,
  /** More values than this, answers aside, are looked at under one. */
  valuesUnwatched: 30,
  /** What is longer than this as JSON, its schema aside, is done under a watchdog, however plain its schema is. */
  textUnwatched: 8_000,
  /** Of a processor, in a thread of its own. The clock would stop honest work on a busy machine. */
  msApart: 750,
  /** However busy the machine is, nobody waits longer for a thread that has begun. */
  wallMs: 15_000,
  /** How often a thread at work is looked at. */
  lookEvery: 50,
  /** Threads: while a stopped one is replaced, another one works. */
  threads: 2,
  /** Requests that may wait for a thread; the next ones are told to come again. */
  mostWaiting: 20,
  /** Those are told to come again after so many seconds, and a run's own work does. */
  comeAgainSeconds: 2,
  /** A thread that does not start within this is not waited for. */
  startMs: 30_000,
  /** After so many vain starts in a row none is tried for a while, and work is done here. */
  vainStarts: 3,
  restMs: 60_000,
  /** What a thread may hold, in MiB, before its work counts as endless. */
  memoryMb: 256,
  /** Work that proved to have no end is remembered of so many orders: who sends one again does not take another thread's time. */
  endlessRemembered: 500,
} as const;

/** How secrets are kept. */
export const secretLimits = {
  /** So many the payloads of one run may hold together. */
  most: 100,
  /** Kept after the end of a run to stop its call, they are forgotten at the first start so long after, in milliseconds. */
  longestLeft: 86_400_000,
} as const;

/** What a payload may come to by edits; a body has the same limits. */
export const payloadLimits = {
  /** As JSON in UTF-8. */
  mostBytes: 1024 * 1024,
  /** Lists and objects included: so many are looked at, compared, checked and stored within a second, on a processor that others use, too. */
  mostValues: 10_000,
} as const;

/** How long signed links last; times in milliseconds. */
export const linkLimits = {
  /** From when it was made, at least. */
  lifetime: 86_400_000,
  /** Ends are rounded up to whole steps, so that the same output has the same link for a while. */
  step: 3_600_000,
} as const;

/** Files that are uploaded; times in milliseconds. */
export const fileLimits = {
  /** One file. */
  mostBytes: 100 * 1024 * 1024,
  /** What one uploader may have of files that no run names, all together. */
  mostUnused: 2 * 1024 * 1024 * 1024,
  /** An upload that takes longer is broken off, as the server does: long before what it left counts as left behind. */
  patience: 300_000,
  /** Bytes that have belonged to nobody for so long were left by a process that died. */
  leftBehind: 3_600_000,
  /** How often files that expired, and bytes that were left behind, are looked for; and so many of them at a time. */
  sweptEvery: 900_000,
  sweptAtOnce: 200,
  /** A provider that fetches a file by a link has so many seconds for it. */
  linkSeconds: 172_800,
  /** What a provider keeps for less than that is uploaded anew before a call. */
  lastsAtLeast: 3_600_000,
  /** Letters of a name. */
  nameLength: 200,
} as const;

/** The words of a run that are shown and searched, in letters; its payload is whole. */
export const promptLimit = 20_000;

/** A page of predictions. */
export const predictionsAPage = {
  /** As Replicate's. */
  most: 100,
  /** They are read so many at a time, and a page ends after so many letters of JSON. */
  atOnce: 5,
  mostLetters: 2 * 1024 * 1024,
} as const;

const minute = 60_000;
const hour = 60 * minute;

/** How webhooks are sent; times in milliseconds. */
export const webhookLimits = {
  /** Between one try and the next: eleven tries in a day. */
  waits: [5_000, 30_000, 2 * minute, 10 * minute, 30 * minute, hour, 2 * hour, 4 * hour, 6 * hour, 10 * hour],
  /** So many of one asker's are on their way at once; the next ones come back. */
  atOnce: 4,
  comeBack: 2_000,
  /** A receiver whose last answer took longer is slow; of slow ones so many are on their way at once, whosesoever. */
  quick: 1_000,
  slowAtOnce: 3,
  /** Of those that did not answer at all last time fewer: a slow one that answers finds a place beside them. */
  silentAtOnce: 2,
  /** Those who find no turn come back so far apart at least, all within so long: many never come at once. */
  apart: 250,
  latestTurn: 10 * minute,
  /** What was not taken so long after it was first to be told is given up, however few tries it had. */
  giveUpAfter: 24 * hour,
  /** So many different addresses of somebody's at one server that are slow or silent stand for all of theirs there. */
  addressesOfAll: 3,
  /** A receiver that does not answer is left alone for so long; of so many this is remembered. */
  rest: 30_000,
  remembered: 1_000,
  /** Of one run's deliveries so many are listed. */
  listed: 200,
  /** What else instances have made of the endpoints is known here after so long. */
  endpointsKnownFor: 1_000,
  /** An endpoint that has taken nothing for so long is switched off with the next failure. */
  disableAfter: 72 * hour,
  /** What an endpoint was told is listed for so long; what is older is forgotten so often. */
  keptFor: 30 * 24 * hour,
  forgottenEvery: 24 * hour,
} as const;
