// A thread for work that may have no end. Outside of every bundle: it makes its own of the sources, once for all threads.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { parentPort, workerData } from "node:worker_threads";

const require = createRequire(import.meta.url);

// A thread that was stopped is replaced while others wait: loading a bundle takes a tenth of loading its sources.
function bundle() {
  /** @type {import("esbuild")} */
  const { buildSync } = require("esbuild");
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("./perform-task.ts", import.meta.url))],
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["sharp"],
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

/** @type {string} */
const code = workerData.code ?? bundle();
const wrapped = new Script(`(function (require, module, exports) {${code}\n})`, {
  filename: "perform-task.cjs",
});
/** @type {{ exports: typeof import("./perform-task.ts") }} */
const loaded = { exports: /** @type {never} */ ({}) };
// Nothing is drawn here, and loading what draws would take longer than all the rest.
wrapped.runInThisContext()(
  (/** @type {string} */ name) => (name === "sharp" ? {} : require(name)),
  loaded,
  loaded.exports,
);
const performTask = await loaded.exports.taskPerformer();

parentPort?.on("message", (/** @type {string} */ text) => parentPort?.postMessage(performTask(text)));
parentPort?.postMessage({ code });
