import type { Prisma, PrismaClient } from "../generated/sqlite/client";

export type { Prisma, PrismaClient };

/** The client inside a transaction. */
export type Transaction = Prisma.TransactionClient;
