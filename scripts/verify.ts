// `npm run verify`: the fast gate, without a database server or a browser.
import { execFile } from "node:child_process";
import { errorClasses } from "./checks/error-classes";
import { migrations } from "./checks/migrations";
import { moduleMemory } from "./checks/module-memory";
import { queriesInStore } from "./checks/queries-in-store";
import { registryHosts } from "./checks/registry-hosts";
import { routeLength } from "./checks/route-length";

type Check = () => Promise<string[]> | string[];

/** A tool's output as faults, when it ends badly. */
const tool =
  (path: string, ...args: string[]): Check =>
  () =>
    new Promise((resolve) => {
      execFile(process.execPath, [path, ...args], { maxBuffer: 64 * 2 ** 20 }, (error, stdout, stderr) => {
        resolve(error === null ? [] : [`${stdout}${stderr}`.trim()]);
      });
    });

const checks = {
  "format, lint and boundaries": tool(
    "node_modules/@biomejs/biome/bin/biome",
    "check",
    "--error-on-warnings",
  ),
  types: tool("node_modules/typescript/bin/tsc", "--noEmit"),
  "dead code": tool("node_modules/knip/bin/knip.js", "--no-progress"),
  migrations,
  "queries in the store": queriesInStore,
  "route length": routeLength,
  "error classes": errorClasses,
  "module memory": moduleMemory,
  "registry hosts": registryHosts,
} as const satisfies Record<string, Check>;

await import("./generate");
const outcomes = await Promise.all(
  Object.entries(checks).map(async ([name, check]) => {
    const start = performance.now();
    const faults = await check();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${faults.length === 0 ? "ok  " : "FAIL"} ${name} (${seconds} s)`);
    for (const fault of faults) console.error(fault);
    return faults.length === 0;
  }),
);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
