import { committedFiles, textOf } from "./committed-files";

const mostLines = 40;

/** Routes parse, call one verb and answer; what grows longer belongs in a verb. */
export function routeLength(): string[] {
  return committedFiles()
    .filter((path) => /^app\/api\/.*\/route\.ts$/.test(path))
    .map((path) => ({ path, lines: textOf(path).trimEnd().split("\n").length }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path} has ${lines} lines; a route has at most ${mostLines}`);
}
