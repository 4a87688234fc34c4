import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { postgresConnection } from "./postgres-connection";

/**
 * Prisma's SQLite adapter as the schema engine needs it: the engine sends whole migrations to
 * `executeRaw`, which there takes one statement only.
 */
export function scriptingSqlite(file: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaBetterSqlite3({ url: file });
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => withScripts(await factory.connect()),
    connectToShadowDb: async () => withScripts(await factory.connectToShadowDb()),
  };
}

/** Prisma's Postgres adapter, which splits a script at every semicolon, sending it whole: functions have some inside. */
export function scriptingPostgres(connectionString: string): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(postgresConnection(connectionString, "migration"));
  const whole = async (connecting: Promise<SqlDriverAdapter>): Promise<SqlDriverAdapter> => {
    const connection = await connecting;
    return {
      ...passedOn(connection),
      executeScript: async (script) => {
        await connection.executeRaw({ sql: script, args: [], argTypes: [] });
      },
    };
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: () => whole(factory.connect()),
    connectToShadowDb: () => whole(factory.connectToShadowDb()),
  };
}

function withScripts(connection: SqlDriverAdapter): SqlDriverAdapter {
  return {
    ...passedOn(connection),
    // The engine asks for an index that holds some rows by its name in double quotes, which here are a column's.
    queryRaw: (query) =>
      connection.queryRaw({ ...query, sql: query.sql.replace(/(?<=AND name = )"(\w+)"/, "'$1'") }),
    executeRaw: (query) =>
      query.args.length > 0
        ? connection.executeRaw(query)
        : connection.executeScript(query.sql).then(() => 0),
  };
}

function passedOn(connection: SqlDriverAdapter): SqlDriverAdapter {
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: (isolation) => connection.startTransaction(isolation),
    dispose: () => connection.dispose(),
  };
}
