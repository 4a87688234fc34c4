import { resolve } from "node:path";
import { build } from "vite";

const root = resolve(".");
const stage = `${root}/e2e/scenes/stage`;

/** Builds the page that shows each scene of the gallery, without the framework and its server, into a folder. */
export async function buildStage(folder: string): Promise<void> {
  await build({
    root: stage,
    configFile: false,
    logLevel: "error",
    resolve: {
      alias: {
        "@": root,
        "next/link": `${stage}/link.tsx`,
        "next/navigation": `${stage}/navigation.ts`,
        "next/dynamic": `${root}/node_modules/next/dist/shared/lib/app-dynamic.js`,
      },
    },
    css: { postcss: root },
    define: { "process.env.NODE_ENV": '"production"' },
    build: { outDir: folder, emptyOutDir: true, minify: false },
  });
}
