import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runOrThrow } from "./run.mjs";

// What a build is made from; tests and documents are not.
const inputs = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "package-lock.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tsconfig.json",
  "tsconfig.next.json",
  "instrumentation.ts",
];
const left = /\.test\.tsx?$|^lib\/testing\/|^lib\/store\/generated\//;

/**
 * Builds the application when the last build was made from something else.
 * @param {string} distDir
 * @param {number} [niceness] how far it lets others go first, from 0 to 19
 */
export async function ensureBuild(distDir, niceness = 0) {
  const stampPath = join(distDir, "countersign-inputs");
  const stamp = hashInputs();
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === stamp) return;
  console.log("Building.");
  await runOrThrow(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    quiet: true,
    doing: "building",
    niceness,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_DIST_DIR: distDir,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    failure: "The build failed; the lines above say where.",
  });
  writeFileSync(stampPath, stamp);
}

function hashInputs() {
  const hash = createHash("sha256").update(process.version);
  for (const path of inputs.flatMap(filesBelow).filter((path) => !left.test(path))) {
    hash.update(`\0${path}\0`).update(readFileSync(path));
  }
  return hash.digest("hex");
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!lstatSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
