import type { Json, JsonObject } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { refusal } from "@/lib/core/errors";
import type { ModelDescription } from "@/lib/providers/contract";
import type { Transaction } from "@/lib/store/connection/client";
import { fromColumn } from "@/lib/store/connection/json-column";
import { modelNamed } from "@/lib/store/models";
import type { StoredPrice } from "./model-row";
import { unknownModel } from "./unknown-model";

export interface FoundModel {
  provider: string;
  model: ModelDescription;
  /** True when its provider described it just now: nobody has worked with that description yet. */
  foreign?: boolean;
}

/** A reference to a model, taken apart. */
interface Reference {
  provider: string;
  name: string;
  /** The version named with it, as in `replicate:owner/name:version`; null for none. */
  pinned: string | null;
}

/** Throws `validation_error` for a text that names no model as `provider:owner/name`, with or without a version. */
export function referenceOf(ref: string): Reference {
  const [, provider, name, pinned = null] = /^([\w-]+):([^\s:]+\/[^\s:]+)(?::([\w.-]+))?$/.exec(ref) ?? [];
  if (provider !== undefined && name !== undefined) return { provider, name, pinned };
  const fault = said("fault_no_reference", { ref });
  throw refusal("validation_error", said("no_reference", { fault }), [{ pointer: "/model", says: fault }]);
}

/**
 * The catalogue's model of a name `provider:owner/name`. Throws `validation_error` for a text that
 * names none in that form, `not_found` for one the catalogue does not have, naming those like it.
 */
export async function findModel(db: { prisma: Transaction }, ref: string): Promise<FoundModel> {
  const { provider, name } = referenceOf(ref);
  const model = await catalogued(db, provider, name);
  if (model === null) throw await unknownModel(db, ref);
  return { provider, model };
}

/** The catalogue's description of a model, or null. */
export async function catalogued(
  db: { prisma: Transaction },
  provider: string,
  name: string,
): Promise<ModelDescription | null> {
  const row = await modelNamed(db.prisma, provider, name);
  if (!row) return null;
  const price = row.price === null ? null : fromColumn<StoredPrice>(row.price);
  return {
    name: row.name,
    description: row.description,
    version: row.version,
    exampleInput: fromColumn<JsonObject>(row.exampleInput),
    ...(row.exampleOutput !== null && { exampleOutput: fromColumn<Json>(row.exampleOutput) }),
    openapiSchema: row.openapiSchema === null ? null : fromColumn<JsonObject>(row.openapiSchema),
    ...(price?.exampleSeconds != null && { exampleSeconds: price.exampleSeconds }),
    ...(price?.stated && { price: price.stated }),
  };
}
