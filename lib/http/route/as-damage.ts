import { CodedError } from "@/lib/core/errors";
import { verifyLog } from "@/lib/orchestrator/reading/verify-log";
import { absenceOf } from "@/lib/store/absence";
import { damaged, Unreadable } from "@/lib/store/runs/formats";
import { isUnreadable, meet } from "@/lib/store/runs/readable";
import type { App } from "../app";

/**
 * What a request about one run failed of: where that run is not what was written, this says so in place of whatever
 * went wrong because of it.
 */
export async function asDamage(
  error: unknown,
  path: string | undefined,
  id: string | string[] | undefined,
  { engine: { context } }: Pick<App, "engine">,
): Promise<unknown> {
  const isAboutRun = typeof id === "string" && path?.startsWith("/api/hitl/runs/{id}");
  if (!isAboutRun || error instanceof CodedError || error instanceof Unreadable) return error;
  if (absenceOf(error) !== null) return error;
  const isDamaged = isUnreadable(error) || !(await isIntact(context, id));
  if (!isDamaged) return error;
  meet(id);
  return damaged(id, error);
}

async function isIntact(context: App["engine"]["context"], id: string): Promise<boolean> {
  try {
    return (await verifyLog(context, id)).intact;
  } catch {
    // Whether it is damaged nobody knows then; what went wrong is told as it is.
    return true;
  }
}
