import type { ErasePerson, PersonErasure } from "@/lib/contracts/erasure";
import type { Actor } from "@/lib/contracts/parts";
import { actorOf, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { endedRunsOf, notWholeAmong, runsOf } from "@/lib/store/runs/erasable-runs";
import { promising } from "@/lib/store/runs/outbox";
import type { Context } from "../context";
import { erasePersonJob } from "../jobs";
import { demandRole } from "../reading/see";
import { eraseRun } from "./erase-run";

/** Runs erased in one go of the job. */
const batch = 50;

/**
 * Has all runs of a person that have ended erased, by a job that goes on after a crash; runs that still go on are counted
 * and left. The entry of the audit log does not name the person: it would outlive them.
 * @returns how many runs that is, and which of them hold entries of an earlier release, that stay
 * @throws CodedError `forbidden` for everyone but admins
 */
export async function erasePerson(
  { db, clock, newId, outbox }: Context,
  principal: Principal,
  { field, value, why }: ErasePerson,
): Promise<PersonErasure> {
  demandRole(principal, "admin");
  const whose = { field, value };
  const now = clock();
  const told = await runsOf(db.prisma, whose);
  const job = outbox([erasePersonJob(newId("job"), { ...whose, by: actorOf(principal) })], now);
  await promising(db, job, (tx) => {
    const act = { action: "person.erased", target: { id: field, name: field }, after: told, why } as const;
    return note(tx, principal, act, now);
  });
  job.begin();
  return { ...told, not_whole: await notWholeAmong(db.prisma, whose) };
}

/**
 * Does so for some of them; what was erased is not found again.
 * @returns when to go on; null when all are erased
 */
export async function eraseRunsOf(
  context: Context,
  { by, ...whose }: Pick<ErasePerson, "field" | "value"> & { by: Actor },
): Promise<Date | null> {
  const runs = await endedRunsOf(context.db.prisma, whose, batch);
  for (const id of runs) await eraseRun(context, id, { by, rule: "by_person" });
  return runs.length < batch ? null : context.clock();
}
