import { knownError } from "@/lib/core/known-error";

/** Somebody else moved the run between load and commit: nothing was written. */
export class Conflict extends knownError("Conflict") {
  constructor(runId: string, version: number) {
    super(`${runId} is not at version ${version} any more`);
  }
}
