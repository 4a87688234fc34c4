import { createHash } from "node:crypto";
import {
  cpSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { build } from "esbuild";
import { packStage } from "./client.mjs";

// All that `npm run up` installs, builds and starts; tests and documents are not.
const parts = [
  "LICENSE",
  "app",
  "components",
  "instrumentation.ts",
  "lib",
  "next-types.d.ts",
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "packages/better-sqlite3",
  "packages/better-sqlite3-for-node-20",
  "postcss.config.mjs",
  "prisma",
  "prisma.config.ts",
  "public",
  "scripts/generate.ts",
  "scripts/postgres-schema.ts",
  "scripts/setup",
  "scripts/start.mjs",
  "scripts/up.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
];
const left = /\.test\.tsx?$|^lib\/store\/generated$/;

/**
 * Packs the command `countersign`: one file that needs no other package, and the desk it starts, as source with its lock file.
 * @param {string} into a folder
 */
export async function packCommand(into) {
  const stage = `${into}/stage-command`;
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  const { version, license, engines, description } = JSON.parse(readFileSync("package.json", "utf8"));
  const manifest = {
    name: "countersign",
    version,
    description,
    license,
    type: "module",
    engines,
    bin: { countersign: "countersign.mjs" },
  };
  cpSync("clients/command-line/README.md", `${stage}/README.md`);
  cpSync("LICENSE", `${stage}/LICENSE`);
  await bundleCommand(`${stage}/countersign.mjs`);
  for (const part of parts) {
    cpSync(part, `${stage}/desk/${part}`, { recursive: true, filter: (path) => !left.test(path) });
  }
  // npm packs no file of this name.
  renameSync(`${stage}/desk/package-lock.json`, `${stage}/desk/locked.json`);
  const desk = hashOf(`${stage}/desk`);
  writeFileSync(`${stage}/package.json`, JSON.stringify({ ...manifest, desk }, null, 2));
  await packStage(stage, into);
}

/** @param {string} folder */
function hashOf(folder) {
  const hash = createHash("sha256");
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = `${folder}/${path}`;
    hash.update(`\0${path}\0`);
    if (lstatSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** @param {string} file */
export async function bundleCommand(file) {
  await build({
    entryPoints: ["clients/command-line/main.ts"],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    alias: { "countersign-client": "./clients/typescript/src/index.ts" },
    // What was written for CommonJS asks for Node's modules so.
    banner: {
      js: '#!/usr/bin/env node\nimport { createRequire as requireOf } from "node:module";\nconst require = requireOf(import.meta.url);',
    },
    legalComments: "linked",
    logLevel: "warning",
  });
}
