import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorRegistry,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm/schema_engine_bg";

export type { MigrationList, SchemaEngine };

// Next bundles instrumentation and routes apart, and tests load modules anew; but what is between the engine and us is
// there once in a process, and reads the memory of one engine only.
const slot = Symbol.for("countersign.schema-engine");
const shared: typeof globalThis & { [slot]?: Promise<typeof SchemaEngine> } = globalThis;

/**
 * Runs `work` with Prisma's schema engine as WebAssembly: no native binary to download, and it
 * reaches the database through the same driver adapters as the client. Its connections are closed
 * afterwards; the engine itself leaves them open, and on SQLite locked.
 */
export async function withSchemaEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  schema: { path: string; content: string },
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const connections: SqlDriverAdapter[] = [];
  const remember = async (connecting: Promise<SqlDriverAdapter>) => {
    const connection = await connecting;
    connections.push(connection);
    return connection;
  };
  const bound = bindMigrationAwareSqlAdapterFactory({
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: () => remember(adapter.connect()),
    connectToShadowDb: () => remember(adapter.connectToShadowDb()),
  });
  shared[slot] ??= loadEngine();
  try {
    const engine = await (await shared[slot]).new(
      { datamodels: [[schema.path, schema.content]] },
      () => {},
      bound,
    );
    return await work(engine);
  } catch (error) {
    throw causeOf(error, bound.errorRegistry);
  } finally {
    for (const connection of connections) await connection.dispose().catch(() => {});
  }
}

/** The engine names a driver's error by number only; this gives the error itself. */
function causeOf(error: unknown, registry: ErrorRegistry): unknown {
  const id = error instanceof Error && /External error id#(\d+)/.exec(error.message)?.[1];
  return (id && registry.consumeError(Number(id))?.error) || error;
}

// The package's own entry imports the .wasm as a module, which Node 20 refuses.
async function loadEngine(): Promise<typeof SchemaEngine> {
  const glue = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasmPath = createRequire(import.meta.url)
    .resolve("@prisma/schema-engine-wasm/schema_engine_bg")
    .replace(/\.js$/, ".wasm");
  const { instance } = await WebAssembly.instantiate(readFileSync(wasmPath), {
    "./schema_engine_bg.js": { ...glue },
  });
  glue.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === "function") start();
  return glue.SchemaEngine;
}
