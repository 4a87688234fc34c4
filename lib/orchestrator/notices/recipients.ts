import { askedGroups } from "@/lib/core/groups/asked";
import { seated } from "@/lib/core/groups/seats";
import { loadGroups } from "@/lib/store/groups";
import { absencesAt } from "@/lib/store/people";
import { type Reviewer, reviewersAmong, reviewersIn, reviewersOf } from "@/lib/store/reviewers";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { waitingOf } from "../decisions/whose-question";
import type { MailSettings } from "./post-office";

/** Somebody who is written to. */
export interface Recipient {
  id: string;
  email: string;
}

function addressesOf(reviewers: readonly Reviewer[]): Recipient[] {
  return reviewers.flatMap(({ actor, email }) =>
    actor.kind === "user" && email !== null ? [{ id: actor.id, email }] : [],
  );
}

/** The people of the groups whose question it is by now, those who stand in among them; by the setting, of no group all. */
export async function recipientsOf(
  { db: { prisma } }: Context,
  { state, request }: StoredRun,
  to: MailSettings["to"],
  now: Date,
): Promise<Recipient[]> {
  if (!state.review) return [];
  const groups = await loadGroups(prisma);
  const absences = await absencesAt(prisma, now);
  const everybody = groups.flatMap((group) => [...seated(group, absences)]);
  const reader = { you: "", absences, able: await reviewersAmong(prisma, everybody, now) };
  const asked = askedGroups(groups, waitingOf(state, state.review, request), reader);
  const theirs = groups.filter(({ id }) =>
    asked.some((group) => group.id === id && Date.parse(group.since) <= now.getTime()),
  );
  if (theirs.length === 0 && to === "everybody") return addressesOf(await reviewersOf(prisma, now));
  const ids = theirs.flatMap((group) => [...seated(group, absences)]);
  return addressesOf(await reviewersIn(prisma, ids, now));
}
