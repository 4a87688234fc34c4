# Everything that is only needed to build stays in this stage: sources of pages, tests, packages for development.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/better-sqlite3 packages/better-sqlite3
COPY packages/better-sqlite3-for-node-20 packages/better-sqlite3-for-node-20
RUN npm ci --omit=dev
COPY . .
RUN node --import tsx scripts/generate.ts && \
  NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build && \
  rm -rf .next/cache

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/packages packages
COPY --from=build /app/package.json /app/tsconfig.json /app/next.config.mjs /app/LICENSE ./
COPY --from=build /app/scripts scripts
COPY --from=build /app/prisma prisma
COPY --from=build /app/public public
COPY --from=build /app/clients/command-line clients/command-line
COPY --from=build /app/lib lib
COPY --from=build --chown=node:node /app/.next .next
RUN mkdir /data && chown node:node /data
ENV DATA_DIR=/data DATABASE_URL=file:/data/countersign.db
VOLUME /data
EXPOSE 3000
# Ready: the database answers and has every migration.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
USER node
CMD ["node", "scripts/start.mjs"]
