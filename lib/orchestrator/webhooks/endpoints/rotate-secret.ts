import { said } from "@/lib/contracts/sentences";
import type { RotateSecret, WebhookWithSecret } from "@/lib/contracts/webhooks";
import { refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { countSecretUp } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { endpointSecret } from "../secret";
import { endpointThere, endpointView } from "./endpoint-view";

/**
 * Makes a new secret for an endpoint. For a while both sign, so that its receiver can change over in between; until
 * then there is no further one, which would end the first before its time, unless nothing is to overlap.
 * @returns it with the new secret, which nobody is shown again
 * @throws CodedError `forbidden` for everyone but admins, `not_found`, `conflict` while an earlier secret signs, too
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
    const { secret, overlapUntil: runs } = await endpointThere(tx, id);
    const overlaps = overlap_seconds > 0 && runs !== null && runs > now;
    const overlapUntil = overlap_seconds > 0 ? new Date(now.getTime() + overlap_seconds * 1000) : null;
    // Of two at once one counts up.
    if (overlaps || !(await countSecretUp(tx, { id, secret }, overlapUntil, now)))
      throw refusal("conflict", said("webhook_secrets_overlap"));
    const rotated = await endpointThere(tx, id);
    const after = { earlier_secret_until: overlapUntil?.toISOString() ?? null };
    await note(tx, principal, { action: "webhook.rotated", target: rotated, after }, now);
    return [endpointView(rotated, now), rotated.secret] as const;
  });
  return { ...view, secret: endpointSecret(context, id, number) };
}
