import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import type { Mutant } from "./mutants";

const root = join(import.meta.dirname, "../../..");

/** What holds native code or files of its own stays where npm put it. */
const external = ["better-sqlite3", "pg", "sharp", "next", "graphile-worker", "@prisma/schema-engine-wasm"];

/**
 * Makes one file of the child server, so that a process of it starts in a fraction of a second.
 * @param mutant a law to break in it
 * @returns its path
 */
export async function bundleChild(mutant: Mutant | null): Promise<string> {
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
    plugins: mutant ? [mutated(mutant)] : [],
    // Packages written for CommonJS ask for it.
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
    },
  });
  return outfile;
}

function mutated({ file, changes }: Mutant): Plugin {
  return {
    name: "mutant",
    setup({ onLoad }) {
      onLoad({ filter: new RegExp(`/${file}$`) }, ({ path }) => {
        let contents = readFileSync(path, "utf8");
        for (const [from, to] of changes) {
          if (!contents.includes(from)) throw new Error(`${path} does not say: ${from}`);
          contents = contents.replace(from, () => to);
        }
        return { contents, loader: "ts" };
      });
    },
  };
}
