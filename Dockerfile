FROM node:22-bookworm-slim
# better-sqlite3 is compiled where its ready-made binary cannot be downloaded.
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++ && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY . .
RUN node --import tsx scripts/generate.ts && \
  NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build && \
  mkdir /data && chown -R node:node /data .next
ENV DATA_DIR=/data DATABASE_URL=file:/data/countersign.db
VOLUME /data
EXPOSE 3000
USER node
CMD ["node", "scripts/start.mjs"]
