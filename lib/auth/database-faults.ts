import { AsyncLocalStorage } from "node:async_hooks";
import type { PrismaClient } from "@/lib/store/connection/client";

// Kept per process: the library was given its client by one copy of this module, and is asked by another.
const slot = Symbol.for("countersign.identity-faults");
const shared: typeof globalThis & { [slot]?: AsyncLocalStorage<{ fault: Error | null }> } = globalThis;
shared[slot] ??= new AsyncLocalStorage();
const work = shared[slot];

/** The client for the identity library, which keeps to itself why the database failed: what it is told is remembered. */
export function rememberingFaults(prisma: PrismaClient): object {
  return prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        try {
          return await query(args);
        } catch (error) {
          const current = work.getStore();
          if (current && error instanceof Error) current.fault = error;
          throw error;
        }
      },
    },
  });
}

/**
 * Asks the identity library something.
 * @throws the database's own error when it failed meanwhile and the library makes a fault or a refusal of it
 */
export async function askIdentity<T>(ask: () => Promise<T>, isRefusal: (answer: T) => boolean): Promise<T> {
  const current: { fault: Error | null } = { fault: null };
  return work.run(current, async () => {
    try {
      const answer = await ask();
      if (current.fault && isRefusal(answer)) throw current.fault;
      return answer;
    } catch (error) {
      throw current.fault ?? error;
    }
  });
}
