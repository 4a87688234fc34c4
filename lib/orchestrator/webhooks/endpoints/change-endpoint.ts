import type { ChangeWebhook, Webhook } from "@/lib/contracts/webhooks";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { updateEndpoint } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { lockAddress } from "../locked-address";
import { endpointThere, endpointView } from "./endpoint-view";
import { wholeAddress } from "./whole-address";

/** What a switch does: one that is on again begins without what was held against it. */
function switched(enabled: boolean | undefined, wasEnabled: boolean, now: Date) {
  if (enabled === undefined || enabled === wasEnabled) return {};
  return enabled
    ? { enabled, disabledAt: null, disabledWhy: null, failingSince: null }
    : { enabled, disabledAt: now, disabledWhy: "admin" as const };
}

/**
 * Changes an endpoint; it counts from the next event on, and for what is still on its way to it.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `validation_error` for an address that was copied
 *   with dots
 */
export async function changeEndpoint(
  context: Context,
  principal: Principal,
  id: string,
  { name, url, events, for: condition, enabled }: ChangeWebhook,
): Promise<Webhook> {
  demandRole(principal, "admin");
  const { db, clock } = context;
  const now = clock();
  const locked = url === undefined ? undefined : lockAddress(context, id, wholeAddress(url));
  const view = await db.transaction(async (tx) => {
    const known = await endpointThere(tx, id);
    const before = endpointView(known, now);
    const columns = {
      name,
      events,
      for: condition,
      ...(locked && { locked, shown: locked.shown, failingSince: null }),
      ...switched(enabled, known.enabled, now),
    };
    const after = endpointView(await updateEndpoint(tx, id, columns, now), now);
    await note(tx, principal, { action: "webhook.changed", target: after, before, after }, now);
    return after;
  });
  context.endpoints.forget();
  return view;
}
