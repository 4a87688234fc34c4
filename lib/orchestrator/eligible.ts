import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { dutiesAt, judge, signingAt } from "@/lib/core/duties";
import { CodedError, refusal } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { loadState } from "@/lib/store/load-run";
import { reviewersAmong, reviewersOf } from "@/lib/store/reviewers";
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

/**
 * Whose approvals of the open question do not count any more, as they may not decide any more themselves: they were
 * disabled or revoked, or have another role now.
 */
export async function lapsedIn(
  { db, clock }: Pick<Context, "db" | "clock">,
  { review }: RunState,
): Promise<string[]> {
  const ids = (review?.approvals ?? []).map(({ by }) => by.id);
  if (ids.length === 0) return [];
  const still = await reviewersAmong(db.prisma, ids, clock());
  return ids.filter((id) => !still.has(id));
}

/** What leaves a run those approvals only that still count: one look for all of `runs`, none where nobody approved. */
export async function lapsing(
  { db, clock }: Pick<Context, "db" | "clock">,
  runs: readonly RunState[],
): Promise<(run: RunState) => RunState> {
  const ids = runs.flatMap(({ review }) => (review?.approvals ?? []).map(({ by }) => by.id));
  if (ids.length === 0) return (run) => run;
  const still = await reviewersAmong(db.prisma, ids, clock());
  return (run) => {
    const { review } = run;
    if (!review?.approvals) return run;
    return {
      ...run,
      review: { ...review, approvals: review.approvals.filter(({ by }) => still.has(by.id)) },
    };
  };
}

/** A run with those approvals only that still count. */
export async function withoutLapsed(context: Context, run: RunState): Promise<RunState> {
  return (await lapsing(context, [run]))(run);
}

/** Has a refusal of whoever may not approve say who may. */
export async function namingWhoMay<T>(context: Context, runId: string, decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "not_eligible" || !error.details.said) throw error;
    const run = await withoutLapsed(context, await loadState(context.db.prisma, runId));
    const may = await whoMay(context, run);
    const names = (may ?? []).slice(0, mostNames).map(({ name }) => name);
    throw refusal("not_eligible", said("not_eligible", { why: error.details.said, names }));
  }
}
