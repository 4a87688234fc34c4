import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import type { Answer, Seats } from "@/lib/core/commands";
import {
  asksGroups,
  atPresent,
  dutiesAt,
  judge,
  keepsDuties,
  keysIn,
  signingAt,
  type Voter,
} from "@/lib/core/duties";
import { CodedError, refusal } from "@/lib/core/errors";
import { hasCountedSeat } from "@/lib/core/groups/seats";
import { identityOf, type Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import { loadGroups } from "@/lib/store/groups";
import { grantedAbsencesAt } from "@/lib/store/people";
import { ownersOf, type Reviewer, reviewersAmong, reviewersOf } from "@/lib/store/reviewers";
import { loadState } from "@/lib/store/runs/load-run";
import type { Context } from "../context";

type Changed = Pick<Answer, "lapsed" | "owners">;
type Present = Pick<Answer, "lapsed" | "owners" | "groups">;

/** So many names a refusal repeats. */
const mostNames = 10;

/** Says for somebody, by their id and the person they count as, in which groups they have a seat that counts. */
export type SeatsOf = (who: { id: string; person: string }) => Seats;

/** Nobody has a seat where no group must approve: then nothing is asked of the database. */
export async function countedSeats(
  { db, clock }: Pick<Context, "db" | "clock">,
  asked: boolean,
): Promise<SeatsOf | null> {
  if (!asked) return null;
  const groups = await loadGroups(db.prisma);
  const granted = await grantedAbsencesAt(db.prisma, clock());
  const names = Object.fromEntries(groups.map(({ id, name }) => [id, name]));
  return ({ id, person }) => {
    const ids = [id, person.replace(/^user:/, "")];
    const held = groups.filter((group) => ids.some((one) => hasCountedSeat(group, one, granted)));
    return { held: held.map((group) => group.id), names };
  };
}

/** A reviewer as duties see them. */
export function voterAmong({ actor, ...who }: Reviewer, seatsOf: SeatsOf | null): Voter {
  return { ...who, name: actor.name, groups: seatsOf?.({ id: actor.id, person: who.person }) };
}

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
  const seatsOf = await countedSeats({ db, clock }, asksGroups(run));
  const named = new Map<string, Actor>();
  for (const one of await reviewersOf(db.prisma, clock()))
    if (!named.has(one.person) && judge(duties, voterAmong(one, seatsOf)).may)
      named.set(one.person, one.actor);
  return [...named.values()];
}

/** What has changed of those who had a word in runs: who may not decide any more, and whose key a key is by now. */
async function changedSince(
  { db, clock }: Pick<Context, "db" | "clock">,
  runs: readonly RunState[],
): Promise<Required<Changed>> {
  const counted = runs.filter(({ policy, rules }) => policy.approvals || keepsDuties({ rules }));
  const ids = counted.flatMap(({ review }) => (review?.approvals ?? []).map(({ by }) => by.id));
  const still = ids.length > 0 ? await reviewersAmong(db.prisma, ids, clock()) : new Set<string>();
  const owners = await ownersOf(db.prisma, [...new Set(counted.flatMap(keysIn))]);
  return { lapsed: ids.filter((id) => !still.has(id)), owners };
}

/**
 * What an answer has to know of others: whose approvals of the open question do not count any more, as they may not
 * decide any more themselves (they were disabled or revoked, or have another role now), who counts for keys that were
 * given to somebody meanwhile, and in which groups whoever answers has a seat. Asks nothing of the database where no
 * rule counts approvals.
 */
export async function presentIn(
  context: Pick<Context, "db" | "clock">,
  run: RunState,
  principal: Principal,
): Promise<Present> {
  const seatsOf = await countedSeats(context, asksGroups(run));
  const { person } = identityOf(principal);
  return {
    ...(await changedSince(context, [run])),
    ...(seatsOf && { groups: seatsOf({ id: principal.id, person }) }),
  };
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
    const run = (await presently(context, [state]))(state);
    const may = await whoMay(context, run);
    const names = (may ?? []).slice(0, mostNames).map(({ name }) => name);
    throw refusal("not_eligible", said("not_eligible", { why: error.details.said, names }));
  }
}
