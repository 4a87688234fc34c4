import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import { said } from "@/lib/contracts/sentences";
import type { WebhookDelivery } from "@/lib/contracts/webhooks";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import {
  endpointDeliveriesPage,
  endpointDeliveryOf,
  keepEndpointDelivery,
} from "@/lib/store/endpoint-deliveries";
import { promising } from "@/lib/store/runs/outbox";
import type { Context } from "../../context";
import { announceJob } from "../../jobs";
import { demandRole } from "../../reading/see";
import { deliveryView, endpointThere } from "./endpoint-view";

/**
 * What an endpoint was told, the newest first.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `validation_error` for a foreign cursor
 */
export async function listEndpointDeliveries(
  { db }: Context,
  principal: Principal,
  id: string,
  query: PageQuery,
): Promise<Page<WebhookDelivery>> {
  demandRole(principal, "admin");
  await endpointThere(db.prisma, id);
  const page = await endpointDeliveriesPage(db.prisma, id, query);
  return { ...page, data: page.data.map(deliveryView) };
}

/**
 * Sends a delivery again under its id, as a job, with the tries of a day before it: the receiver knows by the id whether
 * it had it. One that is on its way already is hastened.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` while its endpoint is switched off
 */
export async function resendDelivery(
  { db, clock, outbox }: Context,
  principal: Principal,
  id: string,
): Promise<WebhookDelivery> {
  demandRole(principal, "admin");
  const now = clock();
  const known = await endpointDeliveryOf(db.prisma, id);
  if (known === null) throw new CodedError("not_found", `There is no delivery ${id}.`);
  const { endpointId: endpoint_id, runId: run_id, seq, event } = known;
  const job = outbox([announceJob({ endpoint_id, delivery: id, run_id, seq, event })], now);
  const again = await promising(db, job, async (tx) => {
    const endpoint = await endpointThere(tx, endpoint_id);
    if (!endpoint.enabled) throw refusal("conflict", said("webhook_is_off", { name: endpoint.name }));
    const delivery = { ...known, earlier: known.tries, nextAt: now, deliveredAt: null };
    await keepEndpointDelivery(tx, delivery);
    await note(tx, principal, { action: "webhook.resent", target: endpoint, after: { delivery: id } }, now);
    return delivery;
  });
  job.begin();
  return deliveryView(again);
}
