import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import { removeEndpoint } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { endpointThere, endpointView } from "./endpoint-view";

/**
 * Takes an endpoint away: what is on its way to it goes nowhere.
 * @throws CodedError `forbidden` for everyone but admins, `not_found`
 */
export async function deleteEndpoint(context: Context, principal: Principal, id: string): Promise<void> {
  demandRole(principal, "admin");
  const { db, clock } = context;
  const now = clock();
  await db.transaction(async (tx) => {
    const before = endpointView(await endpointThere(tx, id), now);
    await removeEndpoint(tx, id);
    await note(tx, principal, { action: "webhook.deleted", target: before, before }, now);
  });
  context.endpoints.forget();
}
