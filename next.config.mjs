// @ts-check

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "@prisma/adapter-better-sqlite3",
    "@slack/web-api",
    "better-sqlite3",
    "graphile-worker",
    "nodemailer",
    "pino",
    "rate-limiter-flexible",
    "sharp",
    "replicate",
  ],
  // A decision must not depend on a build: pages that need a principal are rendered per request.
  devIndicators: false,
  // `npm run verify` checks types, tests included; a build need not do it again.
  typescript: { tsconfigPath: "tsconfig.next.json", ignoreBuildErrors: true },
  agentRules: false,
  // For `npm run dev`; `npm start` has seen to it before (lib/http/server/api-address.ts).
  rewrites: async () => [{ source: "/:part(hitl|teams)/:path*", destination: "/api/:part/:path*" }],
  headers: async () => [
    {
      // What the API gives has headers of its own (lib/http); so has what a page may run (lib/http/server/page-policy.ts).
      source: "/((?!api/).*)",
      headers: [
        { key: "X-Frame-Options", value: "DENY" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        // The set-up link's token stands in its address.
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
