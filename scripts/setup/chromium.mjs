import { existsSync } from "node:fs";
import { run } from "./run.mjs";

/** What draws pages and nothing around them takes a fifth less of the processor, so it comes first. */
const known = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

/** Debian's packages that bring one of them, in the order in which they are tried. */
const packages = ["chromium-headless-shell", "chromium"];

/**
 * The browser for the end-to-end tests: Playwright's own, else the system's, else Debian's package
 * when that can be installed. Undefined when there is none.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const { chromium } = await import("@playwright/test");
  const present = [chromium.executablePath(), ...known].find((path) => existsSync(path));
  if (present !== undefined || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return present;

  console.log("Installing Chromium for the browser tests.");
  await run("apt-get", ["update"], { quiet: true });
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const name of packages) {
    const code = await run("apt-get", ["install", "-y", "--no-install-recommends", name], {
      env,
      quiet: true,
    });
    if (code === 0) break;
  }
  return known.find((path) => existsSync(path));
}
