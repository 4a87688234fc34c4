import type { JsonObject } from "@/lib/contracts/json";
import { knownError } from "@/lib/core/known-error";

/** What is stored cannot be read here. Nothing is done to it, so that nothing is lost of it. */
export class Unreadable extends knownError("Unreadable") {
  /** Whether a newer release wrote it; else it is damaged. */
  readonly newer: boolean;

  constructor(message: string, { newer = false, cause }: { newer?: boolean; cause?: unknown } = {}) {
    super(message, { cause });
    this.newer = newer;
  }
}

function unread(what: string, cause?: unknown): Unreadable {
  return new Unreadable(`${what} is damaged: it cannot be read, and nothing is done to it.`, { cause });
}

/** What is told of a run whose rows hold what no release ever wrote. */
export const damaged = (runId: string, cause: unknown): Unreadable => unread(`The run ${runId}`, cause);

/** How the stored documents of one kind are read. */
export interface Reading {
  /** The number of the shape that this release writes. */
  newest: number;
  /** What makes of a document of a shape one of the next; the first is for those of the first shape. */
  upgrades: readonly ((document: JsonObject) => JsonObject)[];
  /** Whether it is a document of the newest shape, as far as it would be misread otherwise. */
  is(document: JsonObject): boolean;
}

/**
 * A stored document in the newest shape.
 * @param what names it in sentences
 * @throws Unreadable for one that a newer release wrote, and for what is none
 */
export function inNewest(
  what: string,
  { format, document }: { format: number; document: JsonObject },
  { newest, upgrades, is }: Reading,
): JsonObject {
  if (format > newest)
    throw new Unreadable(
      `${what} was written by a newer release of Countersign, in form ${format}; this one reads forms up to ${newest}. Nothing is done to it here: update this instance.`,
      { newer: true },
    );
  const upgraded = upgrades.slice(format - 1).reduce((older, upgrade) => upgrade(older), document);
  if (!is(upgraded)) throw unread(what);
  return upgraded;
}
