import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { dutiesAt, judge, signingAt } from "@/lib/core/duties";
import { CodedError, refusal } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { loadState } from "@/lib/store/load-run";
import { reviewersOf } from "@/lib/store/reviewers";
import type { Context } from "./context";

/** So many names a refusal repeats. */
const mostNames = 10;

/**
 * Who may approve what a run asks now: each person once, whichever keys they have, people before keys; null where any
 * reviewer may.
 */
export async function whoMay(
  { db, clock }: Pick<Context, "db" | "clock">,
  run: RunState,
): Promise<Actor[] | null> {
  const duties = dutiesAt(run, signingAt(run));
  if (!duties) return null;
  const named = new Map<string, Actor>();
  for (const { actor, person, email } of await reviewersOf(db.prisma, clock()))
    if (!named.has(person) && judge(duties, { person, email }, actor.name).may) named.set(person, actor);
  return [...named.values()];
}

/** Has a refusal of whoever may not approve say who may. */
export async function namingWhoMay<T>(context: Context, runId: string, decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "not_eligible" || !error.details.said) throw error;
    const may = await whoMay(context, await loadState(context.db.prisma, runId));
    const names = (may ?? []).slice(0, mostNames).map(({ name }) => name);
    throw refusal("not_eligible", said("not_eligible", { why: error.details.said, names }));
  }
}
