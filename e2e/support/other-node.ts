import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A Node.js to start the application with. */
export interface OtherNode {
  /** Its executable. */
  path: string;
  /** What it needs in its environment to find the database driver that npm would install under it. */
  env: Record<string, string>;
}

const driver = "better-sqlite3-13@npm:better-sqlite3@13.2.0";

/**
 * A newer Node.js with its database driver, from npm; kept beside the packages, so that it is fetched once.
 * @throws when npm cannot get it
 */
export async function newerNode(version: string): Promise<OtherNode> {
  const folder = resolve("node_modules/.cache/countersign-node", version);
  const path = `${folder}/node_modules/node/bin/node`;
  if (!existsSync(path)) {
    const packages = [`node@${version}`, driver];
    // On this Node.js that driver is nothing to install; npm only warns of it.
    await run("npm", ["install", "--no-save", "--prefer-offline", "--prefix", folder, ...packages]);
  }
  return { path, env: { NODE_PATH: `${folder}/node_modules` } };
}
