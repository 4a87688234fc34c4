import { CodedError } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { modelIds } from "@/lib/store/models";

/** The `count` names most like `wanted`, best first: by shared pairs of letters (Dice). Unlike ones are left out. */
function nearMatches(wanted: string, names: readonly string[], count = 3): string[] {
  const pairs = pairsOf(wanted.toLowerCase());
  return names
    .map((name) => ({ name, likeness: likeness(pairs, pairsOf(name.toLowerCase())) }))
    .filter(({ likeness }) => likeness > 0.4)
    .sort((a, b) => b.likeness - a.likeness || a.name.localeCompare(b.name))
    .slice(0, count)
    .map(({ name }) => name);
}

function likeness(pairs: readonly string[], others: readonly string[]): number {
  const left = new Map<string, number>();
  for (const pair of others) left.set(pair, (left.get(pair) ?? 0) + 1);
  const shared = pairs.filter((pair) => {
    const times = left.get(pair) ?? 0;
    left.set(pair, times - 1);
    return times > 0;
  }).length;
  const all = pairs.length + others.length;
  return all === 0 ? 0 : (2 * shared) / all;
}

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, n) => text.slice(n, n + 2));
}

/** The `not_found` for a model the catalogue does not have; it names those most like it. */
export async function unknownModel({ prisma }: { prisma: Transaction }, ref: string): Promise<CodedError> {
  const near = nearMatches(ref, await modelIds(prisma));
  const hint =
    near.length > 0 ? `Did you mean ${near.join(" or ")}?` : "GET /api/hitl/models lists those there are.";
  return new CodedError("not_found", `There is no model ${ref} in the catalogue. ${hint}`);
}
