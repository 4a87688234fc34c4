import { existsSync, readFileSync } from "node:fs";
import { runOrThrow } from "../setup/run.mjs";

const folder = "packages/generators";

/** Installs the generators of clients where they are not those of their lock file. They stand apart: each wants a TypeScript of before 6. */
export async function ensureGenerators() {
  const installed = `${folder}/node_modules/.package-lock.json`;
  if (existsSync(installed) && sameVersions(installed)) return;
  await runOrThrow("npm", ["ci", "--prefix", folder, "--ignore-scripts"], {
    quiet: true,
    doing: "installing the generators",
    failure: "Installing the generators of clients failed; npm says why above.",
  });
}

/** @param {string} installed */
function sameVersions(installed) {
  const have = packagesOf(installed);
  return Object.entries(packagesOf(`${folder}/package-lock.json`)).every(
    ([path, { version, optional }]) => path === "" || optional || have[path]?.version === version,
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

/**
 * Runs one of the generators.
 * @param {"openapi-typescript" | "openapi-ts" | "orval" | "tsc"} name
 * @param {string[]} args
 */
export async function generator(name, args) {
  await runOrThrow(`${folder}/node_modules/.bin/${name}`, args, {
    quiet: true,
    failure: `${name} failed; it says why above.`,
  });
}
