import type { FrozenRule } from "@/lib/contracts/rules";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "../errors";

/** Whether a condition leaves anything out: one of stars alone, or of no keys, does not. */
function narrows(condition: unknown): boolean {
  if (typeof condition === "string") return !/^\*+$/.test(condition);
  if (typeof condition === "object" && condition !== null) return Object.keys(condition).length > 0;
  return condition !== undefined;
}

/**
 * Sees to it that an exception has another ground than the path, which whoever asks chooses: by it they would decide
 * whether anybody looks.
 * @param at where the rule stands in the request, as a JSON pointer
 * @throws CodedError `validation_error`
 */
export function demandGround({ when, demand }: Pick<FrozenRule, "when" | "demand">, at = ""): void {
  const { path, ...grounds } = when;
  if (!demand.skip || path === undefined || Object.values(grounds).some(narrows)) return;
  const fault = { pointer: `${at}/when/path`, says: said("fault_chosen_by_asker") };
  throw refusal("validation_error", said("exception_by_path"), [fault]);
}
