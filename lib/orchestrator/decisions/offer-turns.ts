import { setTimeout as pause } from "node:timers/promises";
import { asksGroups, dutiesAt, judge, signingAt } from "@/lib/core/duties";
import type { Offer } from "@/lib/core/events";
import { askedGroups } from "@/lib/core/groups/asked";
import { seated, seatHolder } from "@/lib/core/groups/seats";
import type { RunState } from "@/lib/core/state";
import { claimAt } from "@/lib/core/transition";
import { loadGroups, type ReviewerGroup } from "@/lib/store/groups";
import { absencesAt } from "@/lib/store/people";
import { type Reviewer, reviewersIn } from "@/lib/store/reviewers";
import { lastEventId, runsWithEvents } from "@/lib/store/runs/events";
import {
  unclaimedAmong,
  unclaimedBehind,
  type WaitingPlace,
  type WaitingRun,
} from "@/lib/store/runs/waiting";
import type { Context } from "../context";
import { perform } from "../perform";
import { claimEnd } from "./claim";
import { countedSeats, presently, voterAmong } from "./eligible";
import { waitingOf } from "./whose-question";

/** So long it rests between passes that offered nothing: claims end, and people come back, without news. In milliseconds. */
const looks = 5_000;
/** After news, what was asked meanwhile is collected for so long. */
const collects = 500;
/** So often it is looked whether a group takes turns by now. */
const idle = 10_000;

/** So many of the runs that wait are looked at in one pass; the next pass goes on behind them. */
const pass = 200;

/** The groups as they stand, and who has a seat in them. */
interface Standing {
  groups: ReviewerGroup[];
  absences: ReadonlyMap<string, string | null>;
  reviewers: ReadonlyMap<string, Reviewer>;
}

async function standingAt({ db: { prisma } }: Context, now: Date): Promise<Standing | null> {
  const groups = await loadGroups(prisma);
  const taking = groups.filter(({ assignment }) => assignment === "round_robin");
  if (taking.length === 0) return null;
  const absences = await absencesAt(prisma, now);
  const ids = groups.flatMap((group) => [...seated(group, absences)]);
  const reviewers = await reviewersIn(prisma, ids, now);
  return { groups, absences, reviewers: new Map(reviewers.map((one) => [one.actor.id, one])) };
}

/** The members of a group in the order of their turns, the next first. */
function inTurn({ members, turn }: ReviewerGroup): string[] {
  const at = turn === null ? -1 : members.indexOf(turn);
  return [...members.slice(at + 1), ...members.slice(0, at + 1)];
}

/** Says of somebody who has a seat whether they may approve what a run asks. */
async function eligibleIn(context: Context, run: RunState): Promise<(reviewer: Reviewer) => boolean> {
  const present = (await presently(context, [run]))(run);
  const duties = dutiesAt(present, signingAt(present));
  if (!duties) return () => true;
  const seatsOf = await countedSeats(context, asksGroups(run));
  return (reviewer) => judge(duties, voterAmong(reviewer, seatsOf)).may;
}

/** The next offer of a question by the first of its groups that has its members take turns; null where there is none. */
async function nextOffer(
  context: Context,
  run: RunState,
  request: unknown,
  { groups, absences, reviewers }: Standing,
  now: Date,
): Promise<Offer | null> {
  if (!run.review || claimAt(run, now.toISOString())) return null;
  const reader = { you: "", absences, able: new Set(reviewers.keys()) };
  const asked = askedGroups(groups, waitingOf(run, run.review, request), reader);
  const ids = asked.filter(({ since }) => Date.parse(since) <= now.getTime()).map(({ id }) => id);
  const offered = new Set(run.review.offers);
  for (const group of groups.filter(
    ({ id, assignment }) => assignment === "round_robin" && ids.includes(id),
  )) {
    const free = inTurn(group).flatMap((member) => {
      const reviewer = reviewers.get(seatHolder(member, absences) ?? "");
      return reviewer && !offered.has(reviewer.actor.id) ? [{ member, reviewer }] : [];
    });
    if (free.length === 0) continue;
    const may = await eligibleIn(context, run);
    const next = free.find(({ reviewer }) => may(reviewer));
    if (next) {
      const { id, name, turn: after } = group;
      return { to: next.reviewer.actor, group: { id, name }, after, member: next.member };
    }
  }
  return null;
}

/** Offers a run to whose turn it is, as everything stands when it is written. */
async function offer(context: Context, runId: string): Promise<void> {
  await perform(context, runId, async ({ state, request }, now) => {
    const standing = await standingAt(context, now);
    const next = standing && (await nextOffer(context, state, request, standing, now));
    return next && { command: { type: "offer", until: claimEnd(now), offer: next } };
  });
}

/** Offers those of some runs that may be offered; what cannot be looked at is passed over. @returns how many it offered */
async function offerEach(
  context: Context,
  runs: readonly WaitingRun[],
  standing: Standing,
  now: Date,
): Promise<number> {
  let offered = 0;
  for (const { id, state, request } of runs) {
    try {
      if (!(await nextOffer(context, state, request, standing, now))) continue;
      await offer(context, id);
      offered += 1;
    } catch (err) {
      context.log.warn(
        { event: "not_offered", run_id: id, err },
        "A run could not be offered to anybody yet",
      );
    }
  }
  return offered;
}

/** How many a pass offered, and the last run it looked at: the next begins behind it, or anew. */
interface Pass {
  offered: number;
  behind: WaitingPlace | null;
}

/**
 * Offers what waits, and nobody is at, to the members of groups that take turns: each question to one after the other,
 * to each once, until its claim is over or given back; then it is everybody's. An offer is a claim, which keeps nobody
 * from anything. Done twice or by two at once it offers nothing twice.
 *
 * @param from where the pass before ended
 * @returns undefined where no group has its members take turns
 */
export async function offerTurns(context: Context, from: Pass["behind"] = null): Promise<Pass | undefined> {
  const now = context.clock();
  const standing = await standingAt(context, now);
  if (!standing) return undefined;
  const { runs, behind } = await unclaimedBehind(context.db.prisma, from, pass, now);
  return { offered: await offerEach(context, runs, standing, now), behind };
}

/**
 * The same for what was asked, or given back, since a place in the log, so that a new question waits behind no others.
 * What it misses a pass finds.
 *
 * @param seen the place, an entry's id; undefined looks at nothing and begins with what comes
 * @returns the place up to which it looked; undefined where no group has its members take turns
 */
export async function offerNews(context: Context, seen: number | undefined): Promise<number | undefined> {
  const { prisma } = context.db;
  const last = await lastEventId(prisma);
  if (seen === undefined || last === seen) return last;
  const news = { after: seen, until: last, types: ["awaiting_human", "released"] } as const;
  const ids = await runsWithEvents(prisma, news, pass);
  if (ids.length === 0) return last;
  const now = context.clock();
  const standing = await standingAt(context, now);
  if (!standing) return undefined;
  const rows = await unclaimedAmong(prisma, ids, now);
  await offerEach(context, rows, standing, now);
  return last;
}

/** Offers what waits until `signal` aborts. What goes wrong is logged and tried again; nothing waits for it. */
export async function keepOffering(context: Context, signal: AbortSignal): Promise<void> {
  const { wakeups, log } = context;
  const listener = wakeups.listen(null);
  /** @param look gives after how many milliseconds to look again */
  const keep = async (look: () => Promise<number>) => {
    while (!signal.aborted) {
      const rest = await look().catch((err) => {
        log.warn({ event: "nothing_offered", err }, "What waits could not be offered to anybody yet");
        return looks;
      });
      await pause(rest, null, { signal }).catch(() => null);
    }
  };
  let behind: Pass["behind"] = null;
  let seen: number | undefined;
  const all = keep(async () => {
    const done = await offerTurns(context, behind);
    behind = done?.behind ?? null;
    if (!done) return idle;
    return done.offered > 0 ? collects : looks;
  });
  const news = keep(async () => {
    seen = await offerNews(context, seen);
    if (seen === undefined) return idle;
    await listener.next(looks, signal);
    return collects;
  });
  await Promise.all([all, news]);
  listener.close();
}
