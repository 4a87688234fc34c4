import type { CreateRun } from "@/lib/contracts/create-run";
import type { FrozenRule } from "@/lib/contracts/rules";
import type { Principal } from "@/lib/core/principal";
import { ReplicateTeam } from "@/lib/legacy/replicate-team";
import type { Context } from "@/lib/orchestrator/context";
import type { RequestPlan } from "@/lib/orchestrator/requests/plan-request";
import type { IdempotencyClaim } from "@/lib/store/idempotency";

type OneShot = (
  context: Context,
  principal: Principal,
  body: CreateRun,
  idempotency: IdempotencyClaim | null,
) => Promise<{ run_id: string; plan: RequestPlan; rules: FrozenRule[] } | null>;

/** The older path, where it is still part of this installation: without it, `run` is left out. */
export const oneShot: { run?: OneShot } = {
  run: (context, ...request) => new ReplicateTeam(context).run(...request),
};
