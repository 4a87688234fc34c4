import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Principal } from "@/lib/core/principal";
import type { RunState } from "@/lib/core/state";
import type { Context } from "../context";
import { receiptsOf } from "../reading/receipts";

/**
 * What whoever asked a question is told: the decision, the arguments as they were signed, what the person said, and the
 * receipt, which is there some seconds after the decision. Null as long as nobody answered, and where nobody will:
 * a question that ran out or was called off has no answer, unless its policy takes silence for a rejection.
 * @param payload the arguments as they stand
 */
export async function answerOfQuestion(
  context: Context,
  principal: Principal,
  { run_id, status, decisions, erased, message, said: why }: RunState,
  payload: Json,
): Promise<JsonObject | null> {
  if (erased) return null;
  const last = decisions.findLast(({ undone }) => !undone);
  if (status === "completed") {
    const { data } = last ? await receiptsOf(context, principal, run_id) : { data: [] };
    const receipt = data.at(-1)?.receipt ?? null;
    return { decision: "approved", arguments: payload, message: said(last), receipt };
  }
  const silent = why?.code === "timeout_rejects";
  if (status === "cancelled" && silent)
    return { decision: "rejected", arguments: payload, message, receipt: null };
  if (status !== "cancelled" || last?.action !== "reject") return null;
  return { decision: "rejected", arguments: payload, message: said(last), receipt: null };
}

function said(decision: RunState["decisions"][number] | undefined): string | null {
  return decision?.message ?? null;
}
