import type { Settings } from "@/lib/contracts/settings";
import type { Principal } from "@/lib/core/principal";
import type { Database, Transaction } from "@/lib/store/connection/client";
import { asksForBinding } from "@/lib/store/decision-settings";
import { requireAdmin } from "../people/require-admin";

/**
 * What the organisation has chosen for the whole installation.
 * @throws CodedError `forbidden` for everyone but admins
 */
export async function getSettings({ db }: { db: Database }, principal: Principal): Promise<Settings> {
  requireAdmin(principal);
  return settingsIn(db.prisma);
}

/** What is chosen, as one transaction sees it. */
export async function settingsIn(tx: Transaction): Promise<Settings> {
  return { require_binding: await asksForBinding(tx) };
}
