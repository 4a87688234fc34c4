import { existsSync } from "node:fs";
import { run } from "./run.mjs";

const known = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

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
  await run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], { env, quiet: true });
  return known.find((path) => existsSync(path));
}
