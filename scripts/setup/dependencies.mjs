import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runOrThrow } from "./run.mjs";

/**
 * Runs `npm ci` when the installed packages are not those of package-lock.json.
 * @param {{ development: boolean }} options whether the packages for tests must be there too
 */
export async function ensureDependencies({ development }) {
  if (areInstalled(development)) return;
  console.log("Installing packages. The first time takes a minute or two.");
  const npm = process.env.npm_execpath;
  const [command, args] = npm?.endsWith(".js") ? [process.execPath, [npm, "ci"]] : ["npm", ["ci"]];
  await runOrThrow(command, args, {
    quiet: true,
    env: { ...process.env, ...nodeHeaders() },
    failure:
      "Installing the packages failed; npm says why above. When better-sqlite3 could not be built, install python3, make and g++ first (Debian: apt-get install python3 make g++).",
  });
}

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
