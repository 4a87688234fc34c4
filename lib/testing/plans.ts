import type { Database } from "@/lib/store/connection/client";
import { countStatements } from "./statements";

/** How the database carries a statement out, in its own words. */
export interface Plan {
  plan: string;
  /** The indices that it uses, by their names. */
  indices: string[];
}

/** The plans of the statements that `work` gives and that `about` matches, with the very values that it gives. */
export async function plansOf(
  { prisma, kind }: Database,
  work: () => Promise<unknown>,
  about: RegExp,
): Promise<Plan[]> {
  const given: [string, unknown[]][] = [];
  {
    using statements = countStatements();
    await work();
    given.push(...statements.all.map((sql, n): [string, unknown[]] => [sql, statements.values[n] ?? []]));
  }
  const plans: Plan[] = [];
  for (const [sql, values] of given) {
    if (!about.test(sql)) continue;
    const explain = kind === "sqlite" ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
    const rows = await prisma.$queryRawUnsafe<object[]>(`${explain} ${sql}`, ...values);
    const plan = rows.map((row) => Object.values(row).at(-1)).join("\n");
    const named = plan.matchAll(/USING (?:COVERING )?INDEX (\w+)|(?:using|Index Scan on) "?(\w+_idx)"?/g);
    plans.push({ plan, indices: [...named].map(([, sqlite, postgres]) => sqlite ?? postgres ?? "") });
  }
  return plans;
}
