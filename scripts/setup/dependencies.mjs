import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { driverTrouble } from "./database-driver.mjs";
import { runOrThrow } from "./run.mjs";

/**
 * Runs `npm ci` when the installed packages are not those of package-lock.json, or not for this Node.js.
 * @param {{ development: boolean }} options whether the packages for tests must be there too
 */
export async function ensureDependencies({ development }) {
  if (areInstalled(development)) {
    if (driverTrouble() === null) return;
    console.log(`The installed packages are not for this Node.js (${process.version}).`);
  }
  const compiles =
    major < 22 ? " On Node.js 20 a part may have to be compiled, which takes most of them." : "";
  console.log(`Installing packages. The first time takes some minutes.${compiles}`);
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  await runOrThrow(command, args, {
    quiet: true,
    doing: "installing",
    env: { ...process.env, ...nodeHeaders() },
    failure: "Installing the packages failed; npm says why above.",
  });
  const trouble = driverTrouble();
  if (trouble === null) return;
  throw new Error(
    major < 22
      ? `better-sqlite3 does not run (${trouble}). Where it cannot be downloaded it is compiled: install python3, make and g++ (Debian: apt-get install python3 make g++), or use Node.js 22 or newer, which needs none of it; then run the command again.`
      : `The database driver does not run under this Node.js ${process.versions.node} (${trouble}): use another one, of 22 or 24.`,
  );
}

const major = Number(process.versions.node.split(".")[0]);

/** @param {boolean} development */
function areInstalled(development) {
  const installed = "node_modules/.package-lock.json";
  if (!existsSync(installed)) return false;
  const have = packagesOf(installed);
  return Object.entries(packagesOf("package-lock.json")).every(([path, wanted]) => {
    if (path === "" || wanted.link) return true;
    const found = have[path];
    if (found) return found.version === wanted.version && found.integrity === wanted.integrity;
    return wanted.optional || wanted.devOptional || wanted.peer || (wanted.dev && !development);
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean, peer?: boolean, dev?: boolean }>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

// Building better-sqlite3 needs Node's headers: take those beside this Node instead of a download.
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  const known = process.env.npm_config_nodedir !== undefined;
  return !known && existsSync(join(prefix, "include/node/node_api.h")) ? { npm_config_nodedir: prefix } : {};
}
