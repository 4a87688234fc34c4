import { firstDueAmong, jobsDue, nextDueAfter, readKind } from "@/lib/store/jobs";
import { laneOf, type NewJob } from "@/lib/store/runs/outbox";
import { addJob, type ClaimedJob, claimJob, freeLeftBehind, handBack, overdueJobs } from "./embedded-jobs";
import { type EmbeddedOptions, EmbeddedWork } from "./embedded-work";
import { HeldUp } from "./held-up";
import { Places } from "./places";
import type { Handlers, Queue } from "./queue";
import { mostStrikes } from "./strikes";
import { WaitingLine } from "./waiting-line";

/** A job that is on its way into the queue. */
interface Coming {
  job: NewJob;
  id: string;
  /** True when a place is kept for it: its row is in this worker's hand from the first. */
  inHand: boolean;
  /** True when its row was added; another may hold its key. */
  added: boolean;
}

/**
 * The queue of a single process on a single file: jobs are rows. A new one that is due and finds a place is in hand
 * from its commit on, so that a death with it counts; where there is no place it waits in a line in memory, with its row
 * in nobody's hand until it is claimed. What was left behind or lies in the future is looked for, and joins the line.
 */
export class EmbeddedQueue implements Queue {
  private handlers: Handlers | null = null;
  private readonly inHand = new Map<string, Promise<void>>();
  private readonly places: Places;
  private readonly heldUp: HeldUp;
  /** The jobs that must run alone. Only a start makes any: a process cannot count its own death. */
  private readonly alone = new Set<string>();
  /** After one of them the others get a turn. */
  private othersFirst = false;
  private readonly worker: string;
  private readonly work: EmbeddedWork;
  private timer: NodeJS.Timeout | null = null;
  /** When the timer looks for due jobs, by the queue's clock. */
  private wakesAt = Number.POSITIVE_INFINITY;
  private looking: Promise<void> | null = null;
  private lookAgain = false;
  /** True where a job is due that nobody was told of. */
  private lookSoon = false;
  private readonly line: WaitingLine;

  constructor(private readonly options: EmbeddedOptions) {
    this.worker = options.newId("worker");
    this.work = new EmbeddedWork(options, this.worker, {
      survived: (id) => this.alone.delete(id),
      dueAt: (at) => this.wakeAt(at),
      dueNow: () => {
        this.lookSoon = true;
      },
    });
    this.places = new Places(
      options.tunables,
      () => options.clock().getTime(),
      () => this.goOn(),
    );
    this.line = new WaitingLine(options.tunables.line);
    const { db, clock, tunables, log } = options;
    this.heldUp = new HeldUp({
      places: this.places,
      tunables,
      log,
      overdue: (lanes, ms, most) => overdueJobs(db, lanes, new Date(clock().getTime() - ms), most),
    });
  }

  readonly outbox: Queue["outbox"] = (jobs, now) => {
    const { newId, tunables } = this.options;
    const coming = jobs.map((job): Coming => {
      const id = newId("job");
      return { job, id, inHand: this.keepPlace(id, job, now), added: false };
    });
    // A stop waits for what is being committed: it has to be handed back after that.
    const settle = this.expect(coming.filter(({ inHand }) => inHand));
    return {
      write: async (rows) => {
        const lockedUntil = new Date(now.getTime() + tunables.lease);
        const held = { lockedUntil, lockedBy: this.worker, attempts: 1 };
        for (const one of coming) {
          const { job, id, inHand } = one;
          one.added = await addJob(rows, job, { id, tunables, now }, inHand ? held : undefined);
        }
      },
      begin: () => {
        settle();
        for (const one of coming) this.begin(one, now);
      },
      dismiss: () => {
        settle();
        for (const { id } of coming) this.places.free(id);
        this.goOn();
      },
    };
  };

  /** Keeps a place for a job that is about to be committed, where there is one now. */
  private keepPlace(id: string, job: NewJob, now: Date): boolean {
    const { places } = this;
    const lane = laneOf(job);
    if (!this.handlers || this.alone.size > 0 || places.isClosed || places.isEmptying) return false;
    // Those that wait for a place come first.
    if ((job.runAt ?? now) > now || this.line.waitsIn(lane) || places.leftOf(lane) <= 0) return false;
    places.take(id, lane, false);
    return true;
  }

  /** @returns says that what was to be expected has come */
  private expect(coming: readonly Coming[]): () => void {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    for (const { id } of coming) this.inHand.set(id, settled);
    return () => {
      for (const { id } of coming) this.inHand.delete(id);
      settle();
    };
  }

  private begin({ job, id, inHand, added }: Coming, now: Date): void {
    const { handlers } = this;
    if (inHand && added && handlers) {
      const { kind, payload } = job;
      const maxAttempts = mostStrikes(this.options.tunables);
      this.hold(
        id,
        this.work.carryOut(handlers, { id, kind, payload, attempts: 1, maxAttempts, aside: false }),
      );
      return;
    }
    this.places.free(id);
    const due = job.runAt ?? now;
    if (due > now) this.wakeAt(due);
    else if (!added || this.alone.size > 0 || !this.handlers) this.nudge();
    else if (this.line.joinLast(id, laneOf(job))) this.serve();
    // A look that is under way may have missed it.
    else if (this.looking) this.lookAgain = true;
  }

  async start(handlers: Handlers): Promise<void> {
    const { db, clock, tunables, random } = this.options;
    for (const id of await freeLeftBehind(db, { tunables, random, now: clock() })) this.alone.add(id);
    this.handlers = handlers;
    this.heldUp.start(handlers);
    this.nudge();
  }

  nudge(): void {
    if (!this.handlers) return;
    if (this.looking) {
      this.lookAgain = true;
      return;
    }
    this.looking = this.look().finally(() => {
      this.looking = null;
      if (this.lookAgain) {
        this.lookAgain = false;
        this.nudge();
      }
    });
  }

  async stop(): Promise<void> {
    this.handlers = null;
    await this.heldUp.stop();
    // A look that is under way may still claim a job.
    await this.looking;
    if (this.timer) clearTimeout(this.timer);
    const deadline = new Promise<void>((resolve) => {
      setTimeout(resolve, this.options.tunables.drain).unref();
    });
    await Promise.race([Promise.allSettled(this.inHand.values()), deadline]);
    await handBack(this.options.db, this.worker);
  }

  /** Looks for what is due and in nobody's hand, takes up what finds a place, and looks again when the next is due. */
  private async look(): Promise<void> {
    const { db, clock, tunables, log } = this.options;
    try {
      const now = clock();
      if (!this.places.isClosed && !(await this.claimAlone(now))) {
        await this.fillLine(now);
        this.serve();
      }
      const next = await nextDueAfter(db.prisma, now);
      this.wakeIn(next ? next.getTime() - clock().getTime() : tunables.poll);
    } catch (error) {
      log.error({ event: "queue_blind", err: error }, "The queue could not look for jobs");
      this.wakeIn(tunables.poll);
    }
  }

  /** @returns true while a job is due that must run alone: nothing else is claimed then */
  private async claimAlone(now: Date): Promise<boolean> {
    const { handlers, places } = this;
    if (this.alone.size === 0 || !handlers) return false;
    if (this.othersFirst) {
      this.othersFirst = false;
      return false;
    }
    const suspect = await firstDueAmong(this.options.db.prisma, [...this.alone], now);
    if (!suspect) {
      places.refill();
      return false;
    }
    places.empty();
    if (!places.isEmptied) return true;
    const { id } = suspect;
    places.take(id, readKind(suspect.kind).lane, true);
    const claimed = await this.claim(id).catch((error) => {
      places.free(id);
      throw error;
    });
    this.othersFirst = claimed !== null;
    if (claimed) this.hold(id, this.work.carryOut(handlers, claimed));
    else places.free(id);
    return true;
  }

  /** Puts what is due into the line, as far as it holds it. */
  private async fillLine(now: Date): Promise<void> {
    const { db, tunables } = this.options;
    const longer = new Set<string>();
    const seen = () => this.line.size + longer.size;
    for (let before = -1; before < seen(); ) {
      before = seen();
      // What stands in the line already is found again, and behind it there may be something new.
      const most = this.line.size + tunables.line;
      const due = await jobsDue(db.prisma, { now, without: longer, besides: this.alone, most });
      for (const { id, kind } of due) {
        const { lane } = readKind(kind);
        if (!this.places.has(id) && !this.line.join(id, lane)) longer.add(lane);
      }
      if (due.length < most) break;
    }
    this.line.isWholeBut(longer);
  }

  /** Takes up those of the line that find a place. */
  private serve(): void {
    const { handlers, places } = this;
    if (!handlers || places.isClosed || places.isEmptying) return;
    for (;;) {
      const next = this.line.next((lane) => places.leftOf(lane) > 0);
      if (!next) return;
      // Before its row is claimed: a commit that comes in between must not take the same place.
      places.take(next.id, next.lane, false);
      this.hold(next.id, this.claimAndWork(handlers, next.id));
    }
  }

  private async claimAndWork(handlers: Handlers, id: string): Promise<void> {
    const { log } = this.options;
    let job: ClaimedJob | null;
    try {
      job = await this.claim(id);
    } catch (error) {
      // Its row is as it was: the next look finds it.
      log.error({ event: "job_not_claimed", err: error, job: id }, "A job could not be taken up");
      return;
    }
    // What was claimed while the queue stops is handed back.
    if (job && this.handlers) await this.work.carryOut(handlers, job);
  }

  private claim(id: string): Promise<ClaimedJob | null> {
    const { db, tunables, clock } = this.options;
    return claimJob(db, id, { tunables, worker: this.worker, now: clock() });
  }

  /** A place is free: those that wait for one come next. */
  private goOn(): void {
    const { places, line } = this;
    if (this.alone.size > 0 || places.isClosed || places.isEmptying || this.lookSoon || line.runsShort) {
      this.lookSoon = false;
      this.nudge();
    } else this.serve();
  }

  /** Looks for due jobs after so long, and no later than the next poll. */
  private wakeIn(ms: number): void {
    if (this.timer) clearTimeout(this.timer);
    if (!this.handlers) return;
    const wait = Math.min(this.options.tunables.poll, Math.max(1, ms));
    this.wakesAt = this.options.clock().getTime() + wait;
    this.timer = setTimeout(() => this.nudge(), wait);
  }

  /** Looks for due jobs then, unless it does so earlier. */
  private wakeAt(due: Date): void {
    if (due.getTime() < this.wakesAt) this.wakeIn(due.getTime() - this.options.clock().getTime());
  }

  private hold(id: string, doing: Promise<void>): void {
    const done = doing
      .catch((error) =>
        this.options.log.error(
          { event: "job_not_put_back", err: error, job: id },
          "A job could not be put back",
        ),
      )
      .finally(() => {
        this.inHand.delete(id);
        this.places.free(id);
        this.goOn();
      });
    this.inHand.set(id, done);
  }
}
