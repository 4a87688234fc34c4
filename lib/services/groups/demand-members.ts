import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { reviewersAmong } from "@/lib/store/reviewers";

/**
 * Sees to it that every member of a group could decide.
 * @throws CodedError `validation_error` that names each who could not
 */
export async function demandMembers(tx: Transaction, members: readonly string[], now: Date): Promise<void> {
  const able = await reviewersAmong(tx, members, now);
  const faults = members.flatMap((id, at) =>
    able.has(id) ? [] : [{ pointer: `/members/${at}`, says: said("fault_no_decider", { id }) }],
  );
  if (faults.length > 0) throw refusal("validation_error", said("members_may_not_decide"), faults);
}
