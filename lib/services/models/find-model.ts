import type { Json, JsonObject } from "@/lib/contracts/json";
import { CodedError } from "@/lib/core/errors";
import type { ModelDescription } from "@/lib/providers/contract";
import type { Transaction } from "@/lib/store/client";
import { fromColumn } from "@/lib/store/json-column";
import type { StoredPrice } from "./model-row";
import { unknownModel } from "./unknown-model";

export interface FoundModel {
  provider: string;
  model: ModelDescription;
}

/**
 * The model a create names as `provider:owner/name`. Throws `validation_error` for a text that
 * names none in that form, `not_found` for one the catalogue does not have, naming those like it.
 */
export async function findModel(
  db: { prisma: Pick<Transaction, "model"> },
  ref: string,
): Promise<FoundModel> {
  const match = /^([\w-]+):([^\s:]+\/[^\s:]+)$/.exec(ref);
  const [, provider, name] = match ?? [];
  if (provider === undefined || name === undefined) {
    const message = `must be provider:owner/name, for example replicate:black-forest-labs/flux-schnell, not ${JSON.stringify(ref)}`;
    throw new CodedError("validation_error", `The model ${message}.`, {
      errors: [{ pointer: "/model", message }],
    });
  }
  const row = await db.prisma.model.findUnique({ where: { provider_name: { provider, name } } });
  if (row === null) throw await unknownModel(db, ref);
  const price = row.price === null ? null : fromColumn<StoredPrice>(row.price);
  return {
    provider,
    model: {
      name: row.name,
      description: row.description,
      version: row.version,
      exampleInput: fromColumn<JsonObject>(row.exampleInput),
      ...(row.exampleOutput !== null && { exampleOutput: fromColumn<Json>(row.exampleOutput) }),
      openapiSchema: row.openapiSchema === null ? null : fromColumn<JsonObject>(row.openapiSchema),
      ...(price?.exampleSeconds != null && { exampleSeconds: price.exampleSeconds }),
      ...(price?.stated && { price: price.stated }),
    },
  };
}
