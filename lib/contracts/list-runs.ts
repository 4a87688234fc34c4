import { z } from "zod";
import { OperationType, RunStatus, Step } from "./words";

/** The query of `GET /api/hitl/runs`. `status=awaiting_human&sort=expires_at` is the inbox. */
export const ListRuns = z.strictObject({
  status: RunStatus.optional(),
  step: Step.optional(),
  provider: z.string().optional(),
  model: z.string().optional(),
  operation_type: OperationType.optional(),
  user_id: z.string().optional(),
  user_email: z.string().optional(),
  agent_email: z.string().optional(),
  session_id: z.string().optional(),
  message_type: z.string().optional(),
  log_id: z.string().optional(),
  /** The person or the key that created it, by its id. */
  created_by: z.string().optional(),
  claimed_by: z.string().optional(),
  /** Only those that an admin let go ahead without the approvals that were demanded. */
  break_glass: z.literal("true").optional(),
  /** Exactly these runs, by their ids with commas between. */
  ids: z.string().max(10_000).optional(),
  q: z.string().max(500).optional(),
  created_after: z.iso.datetime({ offset: true }).optional(),
  created_before: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(["created_at", "-created_at", "expires_at"]).default("-created_at"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export type ListRuns = z.infer<typeof ListRuns>;
