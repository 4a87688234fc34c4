import type { JsonObject } from "@/lib/contracts/json";
import type { CreateRunCommand } from "@/lib/core/commands";
import type { RunState } from "@/lib/core/state";
import { createRun as firstTransition } from "@/lib/core/transition";
import type { ModelDescription } from "@/lib/providers/contract";
import { insertRun } from "@/lib/store/commit";
import { claimKey, type IdempotencyClaim } from "@/lib/store/idempotency";
import { type KeptSecret, keepSecrets } from "@/lib/store/sealed-secrets";
import type { Context } from "./context";
import { jobOf } from "./jobs";
import { logTransition } from "./log-transition";
import type { KeptRequest } from "./request";

/** What is stored beside a new run's state. */
export interface NewRecord {
  ownerId: string;
  userId: string | null;
  sessionId: string | null;
  request: KeptRequest | JsonObject;
  description: ModelDescription;
  secrets: readonly KeptSecret[];
}

/** Stores a new run and enqueues its first step, in one transaction. @returns the run at step `created` */
export async function startRun(
  context: Context,
  command: Omit<CreateRunCommand, "type">,
  { secrets, ...record }: NewRecord,
  idempotency: IdempotencyClaim | null,
): Promise<RunState> {
  const now = context.clock();
  const next = firstTransition({ type: "create", ...command }, now.toISOString());
  context.reached("create:before-commit");
  await context.db.transaction(async (tx) => {
    await insertRun(tx, next, record, new Map());
    await keepSecrets(tx, next.run.run_id, secrets, now);
    await context.outbox(
      tx,
      next.effects.map((effect) => jobOf(next.run, effect)),
      now,
    );
    if (idempotency) await claimKey(tx, idempotency, next.run.run_id, now);
  });
  context.reached("create:after-commit");
  logTransition(context, null, next);
  context.nudge();
  context.wakeups.announce(next.run.run_id);
  return next.run;
}
