import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import type { Change, Cost, CostImpact } from "@/lib/contracts/parts";
import { costFactor, growsCost } from "./cost-factor";
import { partsOf } from "./json-pointer";

/** Nobody has more settings that a price grows with; each way to write one in capitals counts as another. */
const mostSettings = 100;

/**
 * What each of the changes adds to the cost, in their order; changes that cost nothing are left out.
 * Only whole settings count, and only those a price can grow with are looked at.
 * @param from the payload before the changes
 * @param cost what `from` would cost
 */
export function costImpact(from: Json, changes: readonly Change[], cost: Cost): CostImpact[] {
  const entries = Object.entries(isJsonObject(from) ? from : {}).filter(([name]) => growsCost(name));
  let settings = Object.fromEntries(entries.slice(0, mostSettings));
  let amount = cost.amount;
  return changes
    .flatMap((change) => {
      const [name, ...deeper] = partsOf(change.pointer);
      return name !== undefined && deeper.length === 0 && growsCost(name) ? [{ change, name }] : [];
    })
    .slice(0, mostSettings)
    .flatMap(({ change, name }) => {
      const { [name]: _, ...others } = settings;
      const next = change.op === "remove" ? others : { ...settings, [name]: change.to ?? null };
      const more = amount * (costFactor(settings, next, cost.per).factor - 1);
      settings = next;
      amount += more;
      return more === 0 ? [] : [{ pointer: change.pointer, amount: Math.round(more * 1e6) / 1e6 }];
    });
}
