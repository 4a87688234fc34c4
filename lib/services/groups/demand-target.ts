import type { Escalation } from "@/lib/contracts/groups";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import { isGroup } from "@/lib/store/groups";

/**
 * Sees to it that what a group does not answer goes to another that is there.
 * @param id the group's own; null for one that is just made
 * @throws CodedError `validation_error`
 */
export async function demandTarget(
  tx: Transaction,
  id: string | null,
  escalate: Escalation | null,
): Promise<void> {
  if (escalate === null) return;
  const { to } = escalate;
  if (to !== id && (await isGroup(tx, to))) return;
  const says = to === id ? said("fault_same_group") : said("fault_no_group", { id: to });
  throw refusal("validation_error", said("escalates_to_none"), [{ pointer: "/escalate/to", says }]);
}
