/** An error that says itself what of it may stand in the log: its sentence may repeat what others said. */
export interface HasLogForm extends Error {
  logForm(): object;
}

export function hasLogForm(error: unknown): error is HasLogForm {
  return error instanceof Error && "logForm" in error && typeof error.logForm === "function";
}

/** Where an error was made, without its sentence. */
export function framesOf({ stack = "" }: Error): string {
  return stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");
}
