FROM node:22-bookworm-slim
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages packages
RUN npm ci --omit=dev
COPY . .
RUN node --import tsx scripts/generate.ts && \
  NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build && \
  mkdir /data && chown -R node:node /data .next
ENV DATA_DIR=/data DATABASE_URL=file:/data/countersign.db
VOLUME /data
EXPOSE 3000
# Ready: the database answers and has every migration.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/api/health/ready`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
USER node
CMD ["node", "scripts/start.mjs"]
