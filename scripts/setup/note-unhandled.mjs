import { writeFileSync } from "node:fs";

/** Notes beside Vitest's own report what went wrong outside of any test, which that report leaves out. */
export default class NoteUnhandled {
  /**
   * @param {readonly unknown[]} _modules
   * @param {readonly { message?: string, stack?: string }[]} errors
   */
  onTestRunEnd(_modules, errors) {
    const path = process.env.UNHANDLED_ERRORS;
    if (path) writeFileSync(path, JSON.stringify(errors.map(({ stack, message }) => stack ?? message ?? "")));
  }
}
