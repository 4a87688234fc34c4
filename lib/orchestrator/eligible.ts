import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { Answer } from "@/lib/core/commands";
import { atPresent, dutiesAt, judge, keepsDuties, keysIn, signingAt } from "@/lib/core/duties";
import { CodedError, refusal } from "@/lib/core/errors";
import type { RunState } from "@/lib/core/state";
import { loadState } from "@/lib/store/load-run";
import { ownersOf, reviewersAmong, reviewersOf } from "@/lib/store/reviewers";
import type { Context } from "./context";

type Present = Pick<Answer, "lapsed" | "owners">;

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

/** What has changed of those who had a word in runs: who may not decide any more, and whose key a key is by now. */
async function changedSince(
  { db, clock }: Pick<Context, "db" | "clock">,
  runs: readonly RunState[],
): Promise<Required<Present>> {
  const counted = runs.filter(({ policy, rules }) => policy.approvals || keepsDuties({ rules }));
  const ids = counted.flatMap(({ review }) => (review?.approvals ?? []).map(({ by }) => by.id));
  const still = ids.length > 0 ? await reviewersAmong(db.prisma, ids, clock()) : new Set<string>();
  const owners = await ownersOf(db.prisma, [...new Set(counted.flatMap(keysIn))]);
  return { lapsed: ids.filter((id) => !still.has(id)), owners };
}

/**
 * Whose approvals of the open question do not count any more, as they may not decide any more themselves (they were
 * disabled or revoked, or have another role now), and who counts for keys that were given to somebody meanwhile. Asks
 * nothing of the database where no rule counts approvals.
 */
export function presentIn(context: Pick<Context, "db" | "clock">, run: RunState): Promise<Required<Present>> {
  return changedSince(context, [run]);
}

/** What leaves a run those approvals only that still count: one look for all of `runs`, none where none counts any. */
export async function presently(
  context: Pick<Context, "db" | "clock">,
  runs: readonly RunState[],
): Promise<(run: RunState) => RunState> {
  const present = await changedSince(context, runs);
  return (run) => atPresent(run, present);
}

/** Has a refusal of whoever may not approve say who may. */
export async function namingWhoMay<T>(context: Context, runId: string, decide: () => Promise<T>): Promise<T> {
  try {
    return await decide();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== "not_eligible" || !error.details.said) throw error;
    const state = await loadState(context.db.prisma, runId);
    const run = atPresent(state, await presentIn(context, state));
    const may = await whoMay(context, run);
    const names = (may ?? []).slice(0, mostNames).map(({ name }) => name);
    throw refusal("not_eligible", said("not_eligible", { why: error.details.said, names }));
  }
}
