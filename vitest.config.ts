import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import QuickFirst from "./lib/testing/quick-first.ts";

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
          exclude: [
            // Says which database there is.
            "app/api/health/**",
            // PostgreSQL's types refuse most of what no release writes.
            "app/api/hitl/runs/unreadable.test.ts",
            // No database can matter: what is reckoned and not stored, counted in memory, or read from files.
            "app/api/hitl/preview/**",
            "app/api/hitl/runs/*/inputs/**",
            "app/api/hitl/runs/*/outputs/**",
            "app/api/limits.test.ts",
            "app/api/teams/moving.test.ts",
          ],
          env: { TEST_APP_DATABASE: "postgres" },
        },
      },
    ],
    globalSetup: "lib/testing/global-setup.ts",
    setupFiles: "lib/testing/setup.ts",
    sequence: { sequencer: QuickFirst },
    // What a process has imported once serves all its test files: each has its own databases, apps and servers.
    isolate: false,
    // Tests wait for databases and servers as much as they compute: three files share two cores.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Against what hangs, not against what is slow: a busy machine takes ten times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
