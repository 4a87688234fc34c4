/** What the command ends with. */
export const exit = { done: 0, failed: 1, misunderstood: 2, refused: 3, notCompleted: 4 } as const;

/** Ends the command with a sentence and a code. */
export class Stop extends Error {
  constructor(
    message: string,
    readonly code: (typeof exit)[keyof typeof exit] = exit.failed,
  ) {
    super(message);
  }
}
