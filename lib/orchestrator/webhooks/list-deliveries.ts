import type { Deliveries } from "@/lib/contracts/deliveries";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { deliveriesOfRun } from "@/lib/store/deliveries";
import { loadOwner } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { webhookLimits } from "../limits";
import { demandSight } from "../reading/see";
import { webhookSecret } from "./secret";

/**
 * What a run's webhook was told, in the order of its log.
 * @throws CodedError `run_not_found`, also for a run the principal may not see
 */
export async function listDeliveries(
  { db }: Context,
  principal: Principal,
  runId: string,
): Promise<Deliveries> {
  demandSight(principal, await loadOwner(db.prisma, runId), runId);
  const rows = await deliveriesOfRun(db.prisma, runId, webhookLimits.listed);
  return {
    data: rows.map((row) => ({
      id: row.id,
      seq: row.seq,
      event: row.event,
      tries: row.tries,
      first_at: row.firstAt.toISOString(),
      last_at: row.lastAt.toISOString(),
      status: row.status,
      problem: row.problem,
      next_at: row.nextAt?.toISOString() ?? null,
      delivered_at: row.deliveredAt?.toISOString() ?? null,
    })),
  };
}

/**
 * What the webhooks of a key's runs are signed with: for the key itself and nobody else, admins neither.
 * @throws CodedError `not_found` for anybody else
 */
export function secretOfKey(context: Context, principal: Principal, keyId: string): string {
  if (principal.id !== keyId) throw new CodedError("not_found", `There is no key ${keyId} of yours.`);
  return webhookSecret(context, keyId);
}
