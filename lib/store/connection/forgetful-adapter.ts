import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";

/**
 * An adapter that holds nothing of what was written. Prisma's own keep the last hundred statements for their log, on or
 * off, and with them every value: a hundred bodies of a mebibyte each. Here the values are taken out of a statement as
 * soon as it was carried out.
 */
export function forgetful(factory: SqlDriverAdapterFactory): SqlDriverAdapterFactory {
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => forgetfulConnection(await factory.connect()),
  };
}

/** The same of one connection. */
export function forgetfulConnection(connection: SqlDriverAdapter): SqlDriverAdapter {
  return {
    ...statementsOf(connection),
    executeScript: (script) => connection.executeScript(script),
    startTransaction: async (isolation) => forgetfulTransaction(await connection.startTransaction(isolation)),
    getConnectionInfo: () => connection.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: () => connection.dispose(),
  };
}

function forgetfulTransaction(transaction: Transaction): Transaction {
  return {
    ...statementsOf(transaction),
    options: transaction.options,
    commit: () => transaction.commit(),
    rollback: () => transaction.rollback(),
    createSavepoint: async (name) => transaction.createSavepoint?.(name),
    rollbackToSavepoint: async (name) => transaction.rollbackToSavepoint?.(name),
    releaseSavepoint: async (name) => transaction.releaseSavepoint?.(name),
  };
}

function statementsOf(connection: SqlQueryable): SqlQueryable {
  return {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => lent(query, (one) => connection.queryRaw(one)),
    executeRaw: (query) => lent(query, (one) => connection.executeRaw(one)),
  };
}

async function lent<Result>(query: SqlQuery, carryOut: (one: SqlQuery) => Promise<Result>): Promise<Result> {
  const one = { ...query, args: [...query.args] };
  try {
    return await carryOut(one);
  } finally {
    one.args.length = 0;
  }
}
