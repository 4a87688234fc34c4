import { spawnSync } from "node:child_process";

const trial = `
  const Database = require("better-sqlite3");
  const database = new Database(":memory:");
  database.prepare("SELECT 1").get();
  database.close();
  console.log("works");
`;

/**
 * What keeps the installed database driver from running under this Node.js, in a few words; null when it runs. It is
 * the one package that may be compiled for one Node.js only. Tried in a process of its own: some combinations end
 * theirs without a word.
 * @returns {string | null}
 */
export function driverTrouble() {
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, ["-e", trial], { encoding: "utf8" });
  if (stdout.trim() === "works") return null;
  const error = /^\w*Error: (.*)$/m.exec(stderr)?.[1];
  return error ?? `it ended with ${signal ?? status}`;
}
