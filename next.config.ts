import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "better-sqlite3",
    "graphile-worker",
    "pino",
    "sharp",
    "replicate",
  ],
  // A decision must not depend on a build: pages that need a principal are rendered per request.
  devIndicators: false,
  // `npm run verify` checks types, tests included; a build need not do it again.
  typescript: { tsconfigPath: "tsconfig.next.json", ignoreBuildErrors: true },
  agentRules: false,
};

export default config;
