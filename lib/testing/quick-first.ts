import { readFileSync } from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What a test file imports or names that starts databases and servers, the dearest last. */
const dear = [/testing\/(database|engine|api|app)"/, /databaseKinds|"postgres"/];

/** Most test files are over in seconds: they come first, so that what is wrong there is told in the first minute. */
export default class QuickFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const places = new Map(sorted.map((file) => [file, placeOf(file)]));
    return sorted.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }
}

function placeOf({ moduleId, project }: TestSpecification): number {
  if (project.name !== "all") return dear.length;
  const source = readFileSync(moduleId, "utf8");
  return dear.findLastIndex((sign) => sign.test(source)) + 1;
}
