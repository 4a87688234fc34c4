import type { PageQuery } from "@/lib/contracts/people";
import type { Page } from "@/lib/contracts/run";
import type { Webhook } from "@/lib/contracts/webhooks";
import type { Principal } from "@/lib/core/principal";
import { endpointsPage } from "@/lib/store/webhook-endpoints";
import type { Context } from "../../context";
import { demandRole } from "../../reading/see";
import { endpointView } from "./endpoint-view";

/**
 * The endpoints, the oldest first.
 * @throws CodedError `forbidden` for everyone but admins, `validation_error` for a foreign cursor
 */
export async function listEndpoints(
  { db, clock }: Context,
  principal: Principal,
  query: PageQuery,
): Promise<Page<Webhook>> {
  demandRole(principal, "admin");
  const page = await endpointsPage(db.prisma, query);
  return { ...page, data: page.data.map((endpoint) => endpointView(endpoint, clock())) };
}
