import { mostOrder } from "@/lib/contracts/rules";

/**
 * Orders for rules that are to be read as they stand here: the numbers they have, dealt out anew, so that as few as
 * possible change. No two are equal: of equal ones the newest would be first, wherever it was put.
 * @param orders what they have now, in the order in which they are to be read
 */
export function renumbered(orders: readonly number[]): number[] {
  let last = -1;
  const dealt = orders
    .toSorted((one, other) => one - other)
    .map((order) => {
      last = Math.max(order, last + 1);
      return last;
    });
  return last <= mostOrder ? dealt : orders.map((_, index) => index + 1);
}
