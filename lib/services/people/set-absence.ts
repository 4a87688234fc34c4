import type { Person, SetAbsence } from "@/lib/contracts/people";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import { hasRole, type Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database, Transaction } from "@/lib/store/connection/client";
import { absencesOf, endAbsence, keepAbsence, personById } from "@/lib/store/people";
import { reviewersAmong } from "@/lib/store/reviewers";
import { personOf } from "./view";

function demandSelf(principal: Principal, id: string): void {
  if ((principal.kind === "user" && principal.id === id) || hasRole(principal, "admin")) return;
  throw new CodedError("forbidden", "Only they themselves or an admin can say that somebody is away");
}

async function demandStandIn(tx: Transaction, id: string, standIn: string, now: Date): Promise<void> {
  const able = await reviewersAmong(tx, [standIn], now);
  if (standIn !== id && able.has(standIn)) return;
  const says = standIn === id ? said("fault_own_stand_in") : said("fault_no_decider", { id: standIn });
  throw refusal("validation_error", said("stand_in_may_not"), [{ pointer: "/stand_in", says }]);
}

function demandLater(end: Date, now: Date): void {
  if (end > now) return;
  const fault = { pointer: "/until", says: said("fault_time_over") };
  throw refusal("validation_error", said("absence_over"), [fault]);
}

/**
 * Says until when somebody is away and who has their seat in each of their groups meanwhile, in place of what was said
 * before. One's own, or as an admin anybody's.
 * @returns the person
 * @throws CodedError `forbidden`, `not_found`, `validation_error` for a time that is over or who may not decide
 */
export function setAbsence(
  { db }: { db: Database },
  principal: Principal,
  id: string,
  { until, stand_in }: SetAbsence,
  now: Date,
): Promise<Person> {
  demandSelf(principal, id);
  return db.transaction(async (tx) => {
    const row = await personById(tx, id);
    if (!row) throw new CodedError("not_found", `There is no person ${id}.`);
    const before = personOf(row, (await absencesOf(tx, [id], now)).get(id));
    const noted = async (person: Person) => {
      await note(tx, principal, { action: "absence.set", target: person, before, after: person }, now);
      return person;
    };
    if (until === null) {
      await endAbsence(tx, id);
      return noted(personOf(row));
    }
    const end = new Date(until);
    demandLater(end, now);
    if (stand_in !== undefined) await demandStandIn(tx, id, stand_in, now);
    const granted = hasRole(principal, "admin");
    await keepAbsence(tx, id, { until: end, standInId: stand_in ?? null, granted }, now);
    return noted(personOf(row, (await absencesOf(tx, [id], now)).get(id)));
  });
}
