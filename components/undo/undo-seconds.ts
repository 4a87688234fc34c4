/** The desk's decisions go out after so long; until then whoever decided may take them back. */
export const undoSeconds = 5;

/** For many at once: the last of them is decided a little later than the first, and all can be taken back as long. */
export function undoSecondsFor(count: number): number {
  return Math.min(30, undoSeconds + Math.ceil(count / 20));
}
