import type { CrashPoint } from "@/lib/orchestrator/crash-points";
import type { Database, PrismaClient } from "@/lib/store/connection/client";

/** A database that answers with errors for a while: from a named place on, for so many statements. */
export class Outage {
  private at: CrashPoint | null = null;
  private waiting = 0;
  private left = 0;

  /** The next time the engine gets to `point`, the following `statements` fail. */
  begin(point: CrashPoint, statements: number): void {
    this.at = point;
    this.waiting = statements;
  }

  readonly reached = (point: CrashPoint): void => {
    if (point !== this.at) return;
    this.at = null;
    this.left = this.waiting;
  };

  private statement(): void {
    if (this.left === 0) return;
    this.left -= 1;
    throw new Error("The database is not there");
  }

  /** The same database, as far as it is there. */
  over(database: Database): Database {
    const statement = () => this.statement();
    const prisma = asPlainClient(
      database.prisma.$extends({
        query: {
          $allOperations({ args, query }) {
            statement();
            return query(args);
          },
        },
      }),
    );
    return {
      ...database,
      prisma,
      async transaction(work) {
        statement();
        return database.transaction(work);
      },
      async write(work) {
        statement();
        return database.write(work);
      },
    };
  }
}

/** Guarantee: the extension only passes on or throws, so models and operations are those of the client itself. */
function asPlainClient(extended: object): PrismaClient {
  return extended as PrismaClient;
}
