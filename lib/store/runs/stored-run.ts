import type { JsonObject } from "@/lib/contracts/json";
import type { RunState } from "@/lib/core/state";

/** A run with what is kept of it besides its state. */
export interface StoredRun {
  state: RunState;
  /** The form in which its row has the state. */
  format: number;
  ownerId: string;
  userId: string | null;
  sessionId: string | null;
  request: JsonObject;
  /** The model's description, as the orchestrator stored it. */
  description: JsonObject;
  path: string;
  claimedBy: JsonObject | null;
  claimedUntil: Date | null;
  /** The hash of the last entry of its log, where it is known. */
  head?: string | null;
  /** False where it is known that no secret is kept for it. */
  hasSecrets?: boolean;
}
