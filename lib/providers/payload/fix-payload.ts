import { isJsonObject, type JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import { removeAt, setAt } from "@/lib/core/json-pointer";
import type { ModelDescription } from "../contract";
import { findingsOf } from "./validate-payload";

/** A payload after its automatic fixes, and the issues they settled, in order. */
export interface FixedPayload {
  payload: JsonObject;
  fixed: Issue[];
}

/**
 * The payload with every auto-fixable issue settled: numbers brought into their range,
 * values into their type, unknown choices back to the default. Never adds or removes
 * words or files. The same payload when there is nothing to fix.
 */
export function fixPayload(payload: JsonObject, model: ModelDescription): FixedPayload {
  return findingsOf(payload, model).reduce<FixedPayload>(
    (sum, { issue, fix }) => {
      if (fix === null) return sum;
      const next =
        "set" in fix ? setAt(sum.payload, issue.pointer, fix.set) : removeAt(sum.payload, issue.pointer);
      return isJsonObject(next) ? { payload: next, fixed: [...sum.fixed, issue] } : sum;
    },
    { payload, fixed: [] },
  );
}
