import type { Pool } from "pg";
import type { Context } from "@/lib/orchestrator/context";
import { type Rows, WriteAgain } from "@/lib/store/connection/rows";
import { type Handover, laneOf, type NewJob } from "@/lib/store/runs/outbox";
import { addJob, shortestWait } from "./graphile-jobs";
import {
  type ClaimedRow,
  claimRow,
  failRow,
  freeUnknown,
  insertRow,
  postponeRow,
  removeRow,
  takeOffRow,
} from "./own-rows";
import type { Places } from "./places";
import type { Handlers, JobRow } from "./queue";
import { runLimited } from "./run-limited";
import { failuresOf, mostStrikes, retryDelay, strikesAfterFailure } from "./strikes";
import type { Tunables } from "./tunables";
import { WaitingLine } from "./waiting-line";

interface Options {
  tunables: Tunables;
  places: Places;
  log: Context["log"];
  newId: (prefix: string) => string;
  random: () => number;
  reached: Context["reached"];
  /** What the jobs are done with; null while none are. */
  working(): { handlers: Handlers; pool: Pool } | null;
  /** A job has left its place: those of the line come next. */
  left(place: string): void;
  /** A job is due then, in the database. */
  wakeAt(due: Date): void;
  /** Some job is due that nobody was told of. */
  missed(): void;
  /** A job has no try left. */
  outOfTries(): Promise<void>;
}

/** A job that is on its way into the queue. */
interface Coming {
  job: NewJob;
  /** What keeps its place, if there is one for it. */
  place: string;
  inHand: boolean;
  /** Of its row; null while it has none of this one's making. */
  id: string | null;
  /** Another row has its key. */
  refused: boolean;
}

/**
 * The jobs that this instance has just committed and does itself. Their rows are in the hand of a worker of its own from
 * the commit on, so that no other instance takes them and a death with them counts; where there is no place, they wait
 * in a line in memory, with their rows in nobody's hand until they are claimed. What lies in the future, was left behind
 * or comes from elsewhere is graphile-worker's.
 */
export class OwnJobs {
  /** Who locks their rows. */
  readonly worker: string;
  private readonly line: WaitingLine;
  /** The jobs in the line, by the ids of their rows. */
  private readonly waiting = new Map<string, NewJob>();
  /** What is being done, or committed, by its place. */
  private readonly inHand = new Map<string, Promise<void>>();
  /** The ids of the rows that are in hand, and the keys of those that may be committed at any moment. */
  private readonly ids = new Set<string>();
  private readonly keys = new Map<string, string>();

  constructor(private readonly options: Options) {
    this.worker = options.newId("worker");
    this.line = new WaitingLine(options.tunables.line);
  }

  outbox(jobs: readonly NewJob[], now: Date): Handover {
    const coming = jobs.map((job): Coming => {
      const place = this.options.newId("job");
      return { job, place, inHand: false, id: null, refused: false };
    });
    let settle = () => {};
    return {
      write: async (rows) => {
        // Now, for whoever still waits for a connection holds up no other job.
        for (const one of coming) one.inHand ||= this.keepPlace(one, now);
        settle();
        settle = this.expect(coming.filter(({ inHand }) => inHand));
        for (const one of coming) await this.write(rows, one, coming);
      },
      begin: () => {
        settle();
        for (const one of coming) this.begin(one, now);
      },
      dismiss: () => {
        settle();
        for (const { place, inHand } of coming) if (inHand) this.options.left(place);
      },
    };
  }

  /** Takes up those of the line that find a place. */
  serve(): void {
    const { places, working } = this.options;
    const work = working();
    if (!work || places.isClosed || places.isEmptying) return;
    for (;;) {
      const next = this.line.next((lane) => places.leftOf(lane) > 0);
      const job = next && this.waiting.get(next.id);
      if (!next || !job) break;
      this.waiting.delete(next.id);
      const place = this.options.newId("job");
      places.take(place, next.lane, false);
      this.hold(place, this.claimAndWork(place, next.id, job));
    }
    // What the line did not hold is found in the database.
    this.line.leaveTheRest();
  }

  /** Resolves when nothing is in hand any more. */
  async done(): Promise<void> {
    await Promise.allSettled(this.inHand.values());
  }

  /**
   * Frees the rows that this worker has locked without knowing, because an answer was lost; asked at every heartbeat, for
   * nobody knows how long after that a commit is carried out.
   */
  async freeUnknown(pool: Pool): Promise<void> {
    const before = new Set(this.keys.values());
    const isKnown = ({ id, key }: { id: string; key: string | null }) =>
      this.ids.has(id) || (key !== null && (before.has(key) || [...this.keys.values()].includes(key)));
    if ((await freeUnknown(pool, this.worker, isKnown)) > 0) this.options.missed();
  }

  /** Keeps a place for a job that is about to be committed, where there is one now. */
  private keepPlace({ place, job, refused }: Coming, now: Date): boolean {
    const { places, working } = this.options;
    const lane = laneOf(job);
    if (refused || !working() || places.isClosed || places.isEmptying) return false;
    // Those that wait for a place come first.
    if ((job.runAt ?? now) > now || this.line.waitsIn(lane) || places.leftOf(lane) <= 0) return false;
    places.take(place, lane, false);
    return true;
  }

  /** @returns says that what was to be expected has come */
  private expect(coming: readonly Coming[]): () => void {
    let settle = () => {};
    const settled = new Promise<void>((resolve) => {
      settle = resolve;
    });
    for (const { place, job } of coming) {
      this.inHand.set(place, settled);
      this.keys.set(place, job.key);
    }
    return () => {
      for (const { place } of coming) {
        this.inHand.delete(place);
        this.keys.delete(place);
      }
      settle();
    };
  }

  private async write(rows: Rows, one: Coming, together: readonly Coming[]): Promise<void> {
    const { tunables, working } = this.options;
    const { job } = one;
    one.id = null;
    // Before it works, graphile-worker may not know the kinds yet.
    if (one.refused || !rows.together || !working()) {
      const query = (sql: string, values: unknown[]) => rows.query(sql, values);
      return addJob(query, job, tunables);
    }
    await insertRow(rows, job, tunables, one.inHand ? this.worker : null, {
      added: (id) => {
        one.id = id;
      },
      refused: () => {
        // Which of the others are refused as well is not known: the next time, all of them take the longer way.
        for (const other of together) other.refused = true;
        return new WriteAgain();
      },
    });
  }

  private begin({ job, place, inHand, id }: Coming, now: Date): void {
    const { options } = this;
    if (inHand && id !== null) {
      this.hold(place, this.carryOut(place, { id, attempts: 1 }, job));
      return;
    }
    if (inHand) this.options.left(place);
    const due = job.runAt ?? now;
    // What was not added by this one is told of by the database.
    if (id === null) return;
    if (due > now) options.wakeAt(due);
    else if (this.line.joinLast(id, laneOf(job))) {
      this.waiting.set(id, job);
      this.serve();
    } else options.missed();
  }

  private async claimAndWork(place: string, id: string, job: NewJob): Promise<void> {
    const { working, log } = this.options;
    const work = working();
    if (!work) return;
    this.ids.add(id);
    let claimed: ClaimedRow | null;
    try {
      claimed = await claimRow(work.pool, id, this.worker);
    } catch (error) {
      this.ids.delete(id);
      log.warn({ event: "job_not_claimed", err: error, job: id }, "A job could not be taken up");
      return;
    }
    if (claimed) await this.carryOut(place, claimed, job);
    else this.ids.delete(id);
  }

  /** Does a job, and takes its row off or puts it back. */
  private async carryOut(place: string, row: ClaimedRow, job: NewJob): Promise<void> {
    const { tunables, reached, log, working } = this.options;
    const work = working();
    this.ids.add(row.id);
    try {
      // What a stop has overtaken is handed back by it.
      if (!work) return;
      reached("job:claimed");
      let off = false;
      const atHand: JobRow = {
        takeOff: async (rows) => {
          await takeOffRow(rows, row.id, this.worker);
          return true;
        },
        isOff: () => {
          off = true;
        },
      };
      let again: Date | null;
      try {
        again = await runLimited(tunables.longestTry, () => work.handlers.run(job.kind, job.payload, atHand));
      } catch (error) {
        return await this.failed(work.pool, row, job, error);
      }
      reached("job:before-acknowledge");
      if (!off) await this.acknowledge(work.pool, row, again);
      reached("job:after-acknowledge");
    } catch (error) {
      log.warn({ event: "job_not_put_back", err: error, job: row.id, place }, "A job could not be put back");
    } finally {
      this.ids.delete(row.id);
    }
  }

  private async acknowledge(pool: Pool, { id }: ClaimedRow, again: Date | null): Promise<void> {
    if (again === null) return removeRow(pool, id, this.worker);
    const runAt = new Date(Math.max(again.getTime(), Date.now() + shortestWait));
    await postponeRow(pool, id, this.worker, runAt);
    this.options.wakeAt(runAt);
  }

  private async failed(pool: Pool, row: ClaimedRow, { kind }: NewJob, error: unknown): Promise<void> {
    const { tunables, random, log, outOfTries, wakeAt } = this.options;
    const strikes = strikesAfterFailure(tunables, row.attempts);
    const failures = failuresOf(tunables, strikes);
    const most = mostStrikes(tunables);
    const last = strikes >= most;
    log.warn(
      { event: last ? "job_put_aside" : "job_failed", err: error, job: row.id, kind, failures },
      last ? "A job was put aside" : "A job failed",
    );
    const reason = error instanceof Error ? error.message : String(error);
    const delay = retryDelay(tunables, failures, random);
    await failRow(pool, row.id, this.worker, { reason, strikes: Math.min(strikes, most), delay });
    if (last) await outOfTries();
    else wakeAt(new Date(Date.now() + delay));
  }

  private hold(place: string, doing: Promise<void>): void {
    this.inHand.set(
      place,
      doing.finally(() => {
        this.inHand.delete(place);
        this.options.left(place);
      }),
    );
  }
}
