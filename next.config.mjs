// @ts-check

// Next's own inline scripts carry no nonce on pages it rendered beforehand, so scripts in the page stay allowed; where
// they may come from, send to, and who may frame the page is closed. Reloading in development needs `eval`.
const development = process.env.NODE_ENV === "development";
const policy = [
  "default-src 'self'",
  `script-src 'self' 'unsafe-inline'${development ? " 'unsafe-eval'" : ""}`,
  "style-src 'self' 'unsafe-inline'",
  // What lies elsewhere is fetched by the server: no reviewer's browser tells a stranger who looks, and when.
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** @type {import("next").NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@aws-sdk/lib-storage",
    "@prisma/adapter-better-sqlite3",
    "better-sqlite3",
    "graphile-worker",
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
      // What the API gives has headers of its own (lib/http).
      source: "/((?!api/).*)",
      headers: [
        { key: "Content-Security-Policy", value: policy },
        { key: "X-Frame-Options", value: "DENY" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        // The set-up link's token stands in its address.
        { key: "Referrer-Policy", value: "same-origin" },
      ],
    },
  ],
};

export default config;
