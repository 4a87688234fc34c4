import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Change, Cost, CostImpact } from "@/lib/contracts/parts";
import { costFactor } from "./cost-factor";
import { applyChanges } from "./diff";

/**
 * What each of the changes adds to the cost, in their order; changes that cost nothing are left out.
 * @param from the payload before the changes
 * @param cost what `from` would cost
 * @throws RangeError when the changes do not fit
 */
export function costImpact(from: Json, changes: readonly Change[], cost: Cost): CostImpact[] {
  let payload = from;
  let amount = cost.amount;
  return changes.flatMap((change) => {
    const next = applyChanges(payload, [change]);
    const [before, after] = [payload, next].map((value) => (isJsonObject(value) ? value : {}));
    const more = amount * (costFactor(before ?? {}, after ?? {}, cost.per).factor - 1);
    payload = next;
    amount += more;
    return more === 0 ? [] : [{ pointer: change.pointer, amount: Math.round(more * 1e6) / 1e6 }];
  });
}
