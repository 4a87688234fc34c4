import { callsOfOthers } from "@/lib/store/runs/attempts";
import type { Context } from "../context";

/** Calls that other attempts are known to have made since then: they cannot be this one's. */
export function takenIds(
  context: Context,
  { runId, number, notBefore }: { runId: string; number: number; notBefore: string },
): Promise<string[]> {
  const since = new Date(Date.parse(notBefore) - context.limits.takenSince);
  return callsOfOthers(context.db.prisma, { runId, number }, since);
}
