import type { ListModels, ModelSummary } from "@/lib/contracts/catalogue";
import type { Page } from "@/lib/contracts/run";
import { foreignCursor } from "@/lib/core/errors";
import { fold } from "@/lib/core/fold";
import type { Database } from "@/lib/store/connection/client";
import { modelsByUse } from "@/lib/store/models";
import { summaryOf } from "./model-row";

/**
 * A page of the catalogue: the sandbox first, as it needs no account, then the most used. `q` keeps
 * the models that have every one of its words in name, description or kind. Throws
 * `validation_error` for a cursor that is none. The catalogue is hundreds of short rows, so it
 * is searched here.
 */
export async function listModels(
  { prisma }: Pick<Database, "prisma">,
  { provider, q = "", limit, cursor }: ListModels,
): Promise<Page<ModelSummary>> {
  const rows = await modelsByUse(prisma, provider);
  const sorted = [...rows.filter(isSandbox), ...rows.filter((row) => !isSandbox(row))];
  const words = fold(q).split(/\s+/).filter(Boolean);
  const found = sorted.filter((row) => {
    const kind = row.operationType.replace("_", " ");
    const text = fold(`${row.provider} ${row.name} ${row.description ?? ""} ${kind}`);
    return words.every((word) => text.includes(word));
  });
  const start = cursor === undefined ? 0 : found.findIndex(({ id }) => id === decoded(cursor)) + 1;
  if (cursor !== undefined && start === 0) {
    throw foreignCursor();
  }
  const page = found.slice(start, start + limit);
  const last = page.at(-1);
  return {
    data: page.map(summaryOf),
    next_cursor:
      last !== undefined && start + limit < found.length ? Buffer.from(last.id).toString("base64url") : null,
  };
}

function isSandbox({ provider }: { provider: string }): boolean {
  return provider === "sandbox";
}

function decoded(cursor: string): string {
  return Buffer.from(cursor, "base64url").toString("utf8");
}
