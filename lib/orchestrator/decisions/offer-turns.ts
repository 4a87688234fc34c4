import { setTimeout as pause } from "node:timers/promises";
import { asksGroups, dutiesAt, judge, signingAt } from "@/lib/core/duties";
import type { Offer } from "@/lib/core/events";
import { askedGroups } from "@/lib/core/groups/asked";
import { seated, seatHolder } from "@/lib/core/groups/seats";
import type { RunState } from "@/lib/core/state";
import { claimAt } from "@/lib/core/transition";
import { absencesAt, loadGroups, type ReviewerGroup } from "@/lib/store/groups";
import { fromColumn } from "@/lib/store/json-column";
import { type Reviewer, reviewersIn } from "@/lib/store/reviewers";
import type { Context } from "../context";
import { perform } from "../perform";
import { claimEnd } from "./claim";
import { countedSeats, presently, voterAmong } from "./eligible";
import { waitingOf } from "./whose-question";

/** So often what waits is looked at even without news; claims end without any. In milliseconds. */
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

/** Where a pass ended: the next begins behind it. */
export type Place = { expiresAt: Date; id: string } | null;

/**
 * Offers what waits, and nobody is at, to the members of groups that take turns: each question to one after the other,
 * to each once, until its claim is over or given back; then it is everybody's. An offer is a claim, which keeps nobody
 * from anything. Done twice or by two at once it offers nothing twice.
 *
 * @param from where the pass before ended
 * @returns where this one ended; undefined where no group has its members take turns
 */
export async function offerTurns(context: Context, from: Place = null): Promise<Place | undefined> {
  const now = context.clock();
  const standing = await standingAt(context, now);
  if (!standing) return undefined;
  const rows = await context.db.prisma.run.findMany({
    where: {
      status: "awaiting_human",
      AND: [
        { OR: [{ claimedUntil: null }, { claimedUntil: { lte: now } }] },
        from
          ? {
              OR: [{ expiresAt: { gt: from.expiresAt } }, { expiresAt: from.expiresAt, id: { gt: from.id } }],
            }
          : { expiresAt: { not: null } },
      ],
    },
    orderBy: [{ expiresAt: "asc" }, { id: "asc" }],
    take: pass,
    select: { id: true, state: true, request: true, expiresAt: true },
  });
  for (const { id, state, request } of rows) {
    const next = await nextOffer(context, fromColumn<RunState>(state), request, standing, now);
    if (next) await offer(context, id);
  }
  const last = rows.at(-1);
  if (!last?.expiresAt || rows.length < pass) return null;
  return { expiresAt: last.expiresAt, id: last.id };
}

/** Offers what waits until `signal` aborts. What goes wrong is logged and tried again; nothing waits for it. */
export async function keepOffering(context: Context, signal: AbortSignal): Promise<void> {
  const { wakeups, log } = context;
  const listener = wakeups.listen(null);
  const rest = (ms: number) => pause(ms, null, { signal }).catch(() => null);
  let place: Place | undefined;
  try {
    while (!signal.aborted) {
      try {
        place = await offerTurns(context, place);
      } catch (error) {
        log.warn({ event: "nothing_offered", err: error }, "What waits could not be offered to anybody yet");
      }
      if (place === undefined) await rest(idle);
      else {
        if (place === null) await listener.next(looks, signal);
        await rest(collects);
      }
    }
  } finally {
    listener.close();
  }
}
