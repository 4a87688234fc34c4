import type { ChangeSettings, Settings } from "@/lib/contracts/settings";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Database } from "@/lib/store/connection/client";
import { setBinding } from "@/lib/store/decision-settings";
import { requireAdmin } from "../people/require-admin";
import { settingsIn } from "./get-settings";

/**
 * Chooses for the whole installation; what is left out stays. It counts from the next request on, on every instance.
 * @returns all of what is chosen
 * @throws CodedError `forbidden` for everyone but admins
 */
export async function changeSettings(
  { db }: { db: Database },
  principal: Principal,
  { require_binding }: ChangeSettings,
  now: Date,
): Promise<Settings> {
  requireAdmin(principal);
  return db.transaction(async (tx) => {
    const before = await settingsIn(tx);
    if (require_binding !== undefined) await setBinding(tx, require_binding, now);
    const after = await settingsIn(tx);
    const target = { id: "settings", name: "settings" };
    await note(tx, principal, { action: "settings.changed", target, before, after }, now);
    return after;
  });
}
