import type { Actor } from "@/lib/contracts/parts";
import type { DecisionAction, RunPath } from "@/lib/contracts/words";

/** What the figures need of one run that ended; times in milliseconds, money in US dollars. */
export interface EndedRun {
  run_id: string;
  path: RunPath;
  provider: string;
  model: string;
  status: "completed" | "failed" | "cancelled" | "expired";
  ended_at: string;
  /** The code of the failure, of a run that failed. */
  failure: string | null;
  total_ms: number;
  provider_ms: number;
  people_ms: number;
  /** What people decided, and how long after the question was opened. */
  decisions: { action: DecisionAction; actor: Actor; ms: number }[];
  timeouts: number;
  /** Where people edited, each place once. */
  edited: string[];
  /** Null where nothing was called, or nothing is known. */
  estimated_usd: number | null;
  measured_usd: number | null;
}
