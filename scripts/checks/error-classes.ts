import { committedFiles, textOf } from "./committed-files";

const home = "lib/core/known-error.ts";

/** An error class of ours is one wherever the build puts it; a plain one is not (lib/core/known-error.ts). */
export function errorClasses(): string[] {
  return committedFiles()
    .filter((path) => /^lib\/(?!testing\/).*(?<!\.test)\.ts$/.test(path) && path !== home)
    .filter((path) => /class \w+ extends \w*Error\b(?!\()/.test(textOf(path)))
    .map((path) => `${path} has an error class that does not extend knownError (${home})`);
}
