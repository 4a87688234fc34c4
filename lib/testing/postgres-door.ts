import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { migrate } from "../store/migrate";
import { startPostgres } from "./postgres";

/** Where the test processes ask for PostgreSQL; the first to ask starts it. */
export interface PostgresDoor {
  url: string;
  close(): Promise<void>;
}

/** Opens the door: `GET /` answers the URL of a migrated template that nobody connects to. */
export async function openPostgresDoor(): Promise<PostgresDoor> {
  let starting: ReturnType<typeof startTemplate> | null = null;
  const door = createServer((_, response) => {
    starting ??= startTemplate();
    starting.then(
      ({ url }) => response.end(url),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const { port } = door.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      door.close();
      await (await starting)?.stop();
    },
  };
}

async function startTemplate() {
  const server = await startPostgres();
  const url = await server.createDatabase();
  await migrate(url);
  const pgPool = new Pool({ connectionString: url, max: 1 });
  await runMigrations({ pgPool });
  await pgPool.end();
  return { url, stop: () => server.stop() };
}
