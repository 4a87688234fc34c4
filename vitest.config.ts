import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    exclude: ["**/node_modules/**", "**/.next*/**", "e2e/**", "data/**"],
    // What a client sees is the same on either database.
    projects: [
      { extends: true, test: { name: "all", include: ["**/*.test.ts"] } },
      {
        extends: true,
        test: {
          name: "api on postgres",
          include: ["app/api/**/*.test.ts"],
          // Says which database there is.
          exclude: ["app/api/health/**"],
          env: { TEST_APP_DATABASE: "postgres" },
        },
      },
    ],
    globalSetup: "lib/testing/global-setup.ts",
    setupFiles: "lib/testing/setup.ts",
    // What a process has imported once serves all its test files: each has its own databases, apps and servers.
    isolate: false,
    // Tests wait for databases and servers as much as they compute.
    maxWorkers: "100%",
    // Against what hangs, not against what is slow: a busy machine takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
