import type { AskedGroup } from "@/lib/contracts/groups";
import { askedGroups, type Waiting } from "@/lib/core/groups/asked";
import { seated } from "@/lib/core/groups/seats";
import { hasRole, type Principal } from "@/lib/core/principal";
import type { OpenReview, RunState } from "@/lib/core/state";
import { askedSince } from "@/lib/core/transition";
import { fromColumn } from "@/lib/store/connection/json-column";
import { loadGroups } from "@/lib/store/groups";
import { absencesAt } from "@/lib/store/people";
import { reviewersAmong } from "@/lib/store/reviewers";
import type { Context } from "../context";
import type { KeptRequest } from "../requests/request";

/** Says of a run, and of its request as it is stored, for which groups the open question is. */
type WhoseQuestion = (run: RunState, request: unknown) => AskedGroup[];

/** What the groups are at a time, as a principal is told: requesters hear of none. */
export async function whoseQuestions(
  { db: { prisma } }: Context,
  principal: Principal,
  now: Date,
): Promise<WhoseQuestion> {
  const groups = hasRole(principal, "reviewer") ? await loadGroups(prisma) : [];
  if (groups.length === 0) return () => [];
  const absences = await absencesAt(prisma, now);
  const ids = groups.flatMap((group) => [...seated(group, absences)]);
  const reader = { you: principal.id, absences, able: await reviewersAmong(prisma, ids, now) };
  return (run, request) =>
    run.review ? askedGroups(groups, waitingOf(run, run.review, request), reader) : [];
}

/** What groups look at of a run whose question is open, and of its request as it is stored. */
export function waitingOf(
  { model, operation_type, policy }: RunState,
  review: OpenReview,
  request: unknown,
): Waiting {
  const { metadata } = fromColumn<Pick<KeptRequest, "metadata">>(request);
  const { provider, name, unproven = false } = model;
  return {
    facts: { provider, model: name, operation_type, unproven },
    metadata,
    since: askedSince(review),
    demanded: policy.approvals?.groups.flat() ?? [],
  };
}
