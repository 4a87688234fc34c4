import type { NextConfig } from "next";

const config: NextConfig = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ["better-sqlite3", "pino", "sharp", "replicate"],
  // A decision must not depend on a build: pages that need a principal are rendered per request.
  devIndicators: false,
};

export default config;
