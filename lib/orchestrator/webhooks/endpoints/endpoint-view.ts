import type { Webhook, WebhookDelivery } from "@/lib/contracts/webhooks";
import { CodedError } from "@/lib/core/errors";
import type { Transaction } from "@/lib/store/connection/client";
import type { EndpointDelivery } from "@/lib/store/endpoint-deliveries";
import { endpointById, type StoredEndpoint } from "@/lib/store/webhook-endpoints";

/** An endpoint as the wire shows it: of its address nothing that lets somebody in, and no secret. */
export function endpointView(endpoint: StoredEndpoint, now: Date): Webhook {
  const { id, name, shown, events, for: condition, enabled, disabledAt, disabledWhy } = endpoint;
  const { failingSince, overlapUntil, createdAt, updatedAt } = endpoint;
  return {
    id,
    name,
    url: shown,
    events,
    for: condition,
    enabled,
    disabled: disabledAt && disabledWhy && { at: disabledAt.toISOString(), why: disabledWhy },
    failing_since: failingSince?.toISOString() ?? null,
    earlier_secret_until: overlapUntil && overlapUntil > now ? overlapUntil.toISOString() : null,
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
  };
}

/** A delivery as the wire shows it. */
export function deliveryView(row: EndpointDelivery): WebhookDelivery {
  return {
    id: row.id,
    event: row.event,
    run_id: row.runId,
    seq: row.seq,
    tries: row.tries,
    created_at: row.createdAt.toISOString(),
    last_at: row.lastAt?.toISOString() ?? null,
    status: row.status,
    problem: row.problem,
    next_at: row.nextAt?.toISOString() ?? null,
    delivered_at: row.deliveredAt?.toISOString() ?? null,
  };
}

/** @throws CodedError `not_found` */
export async function endpointThere(tx: Transaction, id: string): Promise<StoredEndpoint> {
  const endpoint = await endpointById(tx, id);
  if (endpoint === null) throw new CodedError("not_found", `There is no webhook ${id}.`);
  return endpoint;
}
