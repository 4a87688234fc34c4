import type { RotateSecret, WebhookWithSecret } from "@/lib/contracts/webhooks";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { updateEndpoint } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { endpointSecret } from "../secret";
import { endpointThere, endpointView } from "./endpoint-view";

/**
 * Makes a new secret for an endpoint. For a while both sign, so that its receiver can change over in between.
 * @returns it with the new secret, which nobody is shown again
 * @throws CodedError `forbidden` for everyone but admins, `not_found`
 */
export async function rotateSecret(
  context: Context,
  principal: Principal,
  id: string,
  { overlap_seconds }: RotateSecret,
): Promise<WebhookWithSecret> {
  demandRole(principal, "admin");
  const { db, clock } = context;
  const now = clock();
  const [view, number] = await db.transaction(async (tx) => {
    const known = await endpointThere(tx, id);
    const overlapUntil = overlap_seconds > 0 ? new Date(now.getTime() + overlap_seconds * 1000) : null;
    const rotated = await updateEndpoint(tx, id, { secret: known.secret + 1, overlapUntil }, now);
    const after = { earlier_secret_until: overlapUntil?.toISOString() ?? null };
    await note(tx, principal, { action: "webhook.rotated", target: rotated, after }, now);
    return [endpointView(rotated, now), rotated.secret] as const;
  });
  return { ...view, secret: endpointSecret(context, id, number) };
}
