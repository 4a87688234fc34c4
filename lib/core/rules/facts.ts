import type { Cost } from "@/lib/contracts/parts";
import type { OperationType } from "@/lib/contracts/words";
import type { RunModel } from "../state";
import type { RevisionFacts } from "./matches";

/**
 * What rules look at of what would run: the same for a run, a preview, a trial, the shadow and the older path.
 * @param cost null when nobody knows it
 */
export function factsOf(
  { provider, name, unproven }: Pick<RunModel, "provider" | "name" | "unproven">,
  operation_type: OperationType | null,
  cost: Cost | null,
): Required<RevisionFacts> {
  return { provider, model: name, unproven: unproven === true, operation_type, cost };
}
