import type { Run } from "@/lib/contracts/run";

/** When the open question was asked: its time-out ago, counted back from its end. */
export function waitingSince(run: Run): string {
  if (!run.expires_at) return run.updated_at;
  return new Date(Date.parse(run.expires_at) - run.hitl_config.timeout_seconds * 1000).toISOString();
}
