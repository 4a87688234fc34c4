import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runMigrations } from "graphile-worker";
import { Pool } from "pg";
import { openDatabase } from "../store/connection/client";
import { migrate } from "../store/migrations/migrate";
import { startPostgres } from "./postgres";
import { seed, type Templates } from "./templates";

/** Where the test processes ask for PostgreSQL; the first to ask starts it. */
export interface PostgresDoor {
  url: string;
  close(): Promise<void>;
}

/** Opens the door: `GET /` answers the URLs of the templates, which nobody connects to. */
export async function openPostgresDoor(): Promise<PostgresDoor> {
  let starting: ReturnType<typeof startTemplates> | null = null;
  const door = createServer((_, response) => {
    starting ??= startTemplates();
    starting.then(
      ({ templates }) => response.end(JSON.stringify(templates)),
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

async function startTemplates() {
  const server = await startPostgres();
  const templates: Templates = {
    empty: await server.createDatabase(),
    seeded: await server.createDatabase(),
  };
  for (const url of Object.values(templates)) {
    await migrate(url);
    const pgPool = new Pool({ connectionString: url, max: 1 });
    await runMigrations({ pgPool });
    await pgPool.end();
  }
  const db = await openDatabase(templates.seeded);
  await seed(db);
  await db.close();
  return { templates, stop: () => server.stop() };
}
