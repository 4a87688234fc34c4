import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** Every file that is committed or about to be, except what git ignores. */
export function committedFiles(): string[] {
  const list = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
  return list
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "" && existsSync(path));
}

/** A committed file's text; empty for one that is not text. */
export function textOf(path: string): string {
  const content = readFileSync(path);
  return content.includes(0) ? "" : content.toString("utf8");
}
