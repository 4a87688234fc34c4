import type { Principal } from "@/lib/core/principal";
import type { Database } from "@/lib/store/connection/client";
import { modelById, removeModel as removeRow } from "@/lib/store/models";
import { keepAway } from "./choices";
import { modelRef } from "./model-row";
import { noteModel } from "./note-model";
import { unknownModel } from "./unknown-model";

/**
 * Takes a model out of the catalogue, for good: an upgrade does not bring it back, adding it does.
 * Runs of it keep their own description of it and go on.
 * @throws CodedError `not_found` naming models like it
 */
export async function removeModel(
  db: Database,
  principal: Principal,
  provider: string,
  name: string,
  now: Date,
): Promise<void> {
  const ref = modelRef(provider, name);
  const removed = await db.transaction(async (tx) => {
    const before = await modelById(tx, ref);
    if (!(await removeRow(tx, ref))) return false;
    await keepAway(tx, ref, now);
    await noteModel(tx, principal, { action: "model.removed", ref, before }, now);
    return true;
  });
  if (!removed) throw await unknownModel(db, ref);
}
