import type { ErasePerson, PersonErasure } from "@/lib/contracts/erasure";
import type { Actor } from "@/lib/contracts/parts";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import { actorOf, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { endedRunsOf, runsOf, type Whose } from "@/lib/store/runs/erasable-runs";
import { promising } from "@/lib/store/runs/outbox";
import type { Context } from "../context";
import { erasePersonJob } from "../jobs";
import { demandRole } from "../reading/see";
import { eraseRun } from "./erase-run";

/** Runs erased in one go of the job. */
const batch = 50;
/** What could not be erased is tried again after so long, in milliseconds. */
const comesBack = 900_000;

/**
 * Has all runs of a person that have ended erased, by a job that goes on after a crash; runs that still go on are counted
 * and left. The entry of the audit log does not name the person: it would outlive them.
 * @returns how many runs that is, whose they are, and which of them hold entries of an earlier release, that stay
 * @throws CodedError `forbidden` for everyone but admins, `conflict` where it is not said whose requests are meant and
 *   those of several name the person
 */
export async function erasePerson(
  { db, clock, newId, outbox }: Context,
  principal: Principal,
  { why, dry_run, ...whose }: ErasePerson,
): Promise<PersonErasure> {
  demandRole(principal, "admin");
  const told = await runsOf(db.prisma, whose);
  if (dry_run) return told;
  const owners = told.owners.length;
  if (owners > 1 && whose.owner_id === undefined)
    throw refusal("conflict", said("several_owners", { owners }));
  const now = clock();
  const { runs, going_on } = told;
  // Whose was found is whose is erased: somebody else who is named so may have runs that end before the job is there.
  const [only] = told.owners;
  const owner_id = whose.owner_id ?? only?.owner_id;
  const by = actorOf(principal);
  const jobs = runs === 0 ? [] : [erasePersonJob(newId("job"), { ...whose, owner_id, by })];
  const job = outbox(jobs, now);
  await promising(db, job, (tx) => {
    const target = { id: whose.field, name: whose.field };
    const act = { action: "person.erased", target, after: { runs, going_on }, why } as const;
    return note(tx, principal, act, now);
  });
  job.begin();
  return told;
}

/**
 * Erases some of them. One that cannot be erased now keeps no other from it, and is tried again later.
 * @returns when to go on; null when all are erased
 */
export async function eraseRunsOf(
  context: Context,
  { by, ...whose }: Whose & { by: Actor },
): Promise<Date | null> {
  const { db, clock, log } = context;
  let after = "";
  let left = 0;
  for (let erased = 0; erased < batch; ) {
    const runs = await endedRunsOf(db.prisma, whose, after, batch);
    for (const id of runs) {
      after = id;
      try {
        await eraseRun(context, id, { by, rule: "by_person" });
        erased += 1;
      } catch (err) {
        left += 1;
        log.warn({ event: "run_not_erased", run_id: id, err }, "A run could not be erased yet");
      }
    }
    if (runs.length < batch) return left === 0 ? null : new Date(clock().getTime() + comesBack);
  }
  return clock();
}
