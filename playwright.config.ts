import { defineConfig, devices } from "@playwright/test";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** What needs no server. */
const alone = /\/scenes\.spec\.ts$/;

/** What needs a server unlike the others', or several; tests of one kind stand together by name. */
const apart = /\/(day|drawn|figures|first-admin|node-versions|packed|start)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  globalSetup: "./e2e/support/install.ts",
  fullyParallel: false,
  // Much of a test is waiting: for what can be taken back, for what is to be looked at.
  workers: 4,
  // `npm test` tries once more, and names what needed it.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 150_000,
  // Longer than a decision of the desk can be taken back and then goes out.
  expect: { timeout: 30_000 },
  reporter: "list",
  // Whenever a worker goes from one kind of server to another, it starts everything anew. The many short ones come last:
  // while a long one comes to its end, they keep the other workers busy.
  projects: [
    // Each test can do alone, for it is tried again so: any worker takes the next one.
    { name: "shared server", testIgnore: [alone, apart], fullyParallel: true },
    { name: "own server", testMatch: apart },
    { name: "no server", testMatch: alone, fullyParallel: true },
  ],
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    // Traces cost a fifth of the time: ask for them with --trace retain-on-failure.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
