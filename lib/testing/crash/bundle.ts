import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "../../..");

/** What holds native code or files of its own stays where npm put it. */
const external = ["better-sqlite3", "pg", "sharp", "next", "graphile-worker", "@prisma/schema-engine-wasm"];

/** Makes one file of the child server, so that a process of it starts in a fraction of a second. @returns its path */
export async function bundleChild(): Promise<string> {
  const folder = join(root, "node_modules/.cache/countersign-crash");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `child-${process.pid}.mjs`);
  await build({
    entryPoints: [join(root, "lib/testing/crash/child.ts")],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external,
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "error",
    // Packages written for CommonJS ask for it.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  return outfile;
}
