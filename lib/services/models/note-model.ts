import type { AuditAction } from "@/lib/contracts/audit";
import type { Principal } from "@/lib/core/principal";
import { note } from "@/lib/store/audit";
import type { Transaction } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import type { Row } from "@/lib/store/connection/rows";
import { modelById } from "@/lib/store/models";

/** What the audit log tells of a model: what its calls cost, and what is sent by default. */
type Noted = Pick<
  Row<"Model">,
  "version" | "description" | "operationType" | "price" | "exampleInput" | "openapiSchema"
>;

interface ModelAct {
  action: Extract<AuditAction, `model.${string}`>;
  ref: string;
  /** The model as it was; null where there was none. */
  before: Noted | null;
}

/** Writes down what was done to a model of the catalogue; called in the act's transaction, after it. */
export async function noteModel(
  tx: Transaction,
  principal: Principal,
  { action, ref, before }: ModelAct,
  now: Date,
): Promise<void> {
  const after = await modelById(tx, ref);
  const parts = { ...(before && { before: partsOf(before) }), ...(after && { after: partsOf(after) }) };
  await note(tx, principal, { action, target: { id: ref, name: ref }, ...parts }, now);
}

function partsOf({ version, description, operationType, price, exampleInput, openapiSchema }: Noted): object {
  return {
    version_id: version,
    description,
    operation_type: operationType,
    price: fromColumn(price),
    example_input: fromColumn(exampleInput),
    openapi_schema: fromColumn(openapiSchema),
  };
}
