import { said } from "@/lib/contracts/sentences";
import { type CreateWebhook, mostWebhooks, type WebhookWithSecret } from "@/lib/contracts/webhooks";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { countEndpoints, insertEndpoint } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { lockAddress } from "../locked-address";
import { endpointSecret } from "../secret";
import { endpointView } from "./endpoint-view";
import { wholeAddress } from "./whole-address";

const unspoilt = { secret: 1, overlapUntil: null, failingSince: null };

/**
 * Adds an endpoint, which is told of what happens from now on; instances beside this one know it a second later.
 * @returns it with its secret, which nobody is shown again
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for an address that was copied with dots,
 *   `conflict` when there are as many as there may be
 */
export async function createEndpoint(
  context: Context,
  principal: Principal,
  { name, url, events, for: condition, enabled }: CreateWebhook,
): Promise<WebhookWithSecret> {
  demandRole(principal, "admin");
  const { db, clock, newId } = context;
  const now = clock();
  const id = newId("whe");
  const { shown, ...locked } = lockAddress(context, id, wholeAddress(url));
  const off = enabled ? null : ("admin" as const);
  const view = await db.transaction(async (tx) => {
    if ((await countEndpoints(tx)) >= mostWebhooks)
      throw refusal("conflict", said("too_many_webhooks", { most: mostWebhooks }));
    const columns = { id, name, shown, locked: { shown, ...locked }, events, for: condition, enabled };
    const switched = { disabledAt: off && now, disabledWhy: off };
    const endpoint = endpointView(
      await insertEndpoint(tx, { ...columns, ...unspoilt, ...switched }, now),
      now,
    );
    await note(tx, principal, { action: "webhook.created", target: endpoint, after: endpoint }, now);
    return endpoint;
  });
  context.endpoints.forget();
  return { ...view, secret: endpointSecret(context, id, unspoilt.secret) };
}
