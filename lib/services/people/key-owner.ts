import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { personById } from "@/lib/store/people";

/**
 * Sees to it that whoever a key shall count as may sign in.
 * @throws CodedError `validation_error` when nobody who may has this id
 */
export async function demandOwner(tx: Transaction, id: string, now: Date): Promise<void> {
  const person = await personById(tx, id);
  if (person && (person.banned !== true || (person.banExpires !== null && person.banExpires <= now))) return;
  throw refusal("validation_error", said("no_such_owner"), [
    { pointer: "/owner_user_id", says: said("fault_no_person") },
  ]);
}
