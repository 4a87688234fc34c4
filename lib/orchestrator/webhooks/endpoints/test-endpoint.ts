import { testEvent, type WebhookDelivery } from "@/lib/contracts/webhooks";
import { CodedError } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { freshDelivery, tryDelivery } from "../announce";
import { deliveryView, endpointThere } from "./endpoint-view";

/**
 * Sends an endpoint a signed message of no run, now and once, whether it is switched on or not.
 * @returns how that went
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `unavailable` while several tests of it are on their way
 */
export async function testEndpoint(
  context: Context,
  principal: Principal,
  id: string,
): Promise<WebhookDelivery> {
  demandRole(principal, "admin");
  const { db, clock, newId } = context;
  const endpoint = await db.transaction(async (tx) => {
    const there = await endpointThere(tx, id);
    await note(tx, principal, { action: "webhook.tested", target: there }, clock());
    return there;
  });
  const message = { endpoint_id: id, delivery: newId("msg"), run_id: null, seq: null, event: testEvent };
  const tried = await tryDelivery(context, endpoint, freshDelivery(message, clock()));
  if (tried instanceof Date)
    throw new CodedError(
      "unavailable",
      "Several tests are on their way to this endpoint: try again in a moment.",
    );
  return deliveryView(tried);
}
