import type { AddModel, ModelDetail } from "@/lib/contracts/catalogue";
import { ToolData } from "@/lib/contracts/create-run";
import type { JsonObject } from "@/lib/contracts/json";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { CodedError, refusal } from "@/lib/core/errors";
import type { Principal } from "@/lib/core/principal";
import type { DescribedModel, Provider } from "@/lib/providers/contract";
import { sampleOutput } from "@/lib/providers/payload/sample-output";
import { ProviderError } from "@/lib/providers/provider-error";
import type { ProviderRegistry } from "@/lib/providers/registry";
import type { Database } from "@/lib/store/connection/client";
import { modelById, putModel } from "@/lib/store/models";
import { bringBack, keepPrice, madeChoices } from "./choices";
import { getModel } from "./get-model";
import { modelRef, rowOf } from "./model-row";
import { noteModel } from "./note-model";

interface Catalogue {
  db: Database;
  registry: ProviderRegistry;
}

/** How long a provider may take to describe a model, in milliseconds. */
const patience = 20_000;

/**
 * Puts a model into the catalogue, over the one of the same name: fetched from its provider by
 * `owner/name`, or read from JSON that was pasted.
 * @returns the model, and whether it is new
 * @throws CodedError `validation_error` for an unknown provider or JSON that describes no model,
 *   `not_found` when the provider knows none of that name, `provider_error` when it cannot be asked
 */
export async function addModel(
  { db, registry }: Catalogue,
  principal: Principal,
  body: AddModel,
  now: Date,
): Promise<{ model: ModelDetail; added: boolean }> {
  const provider = registry.byName(body.provider);
  const found =
    body.name === undefined ? pasted(provider, body.model ?? {}) : await fetched(provider, body.name);
  const { price } = body;
  const ref = modelRef(provider.name, found.model.name);
  const added = await db.transaction(async (tx) => {
    const known = await modelById(tx, ref);
    await bringBack(tx, ref);
    if (price) await keepPrice(tx, ref, price, now);
    // A price that an admin set outlives the model's being fetched again.
    const { priced } = await madeChoices(tx);
    await putModel(tx, rowOf(priced({ ...found, provider })), now);
    await noteModel(tx, principal, { action: "model.added", ref, before: known }, now);
    return known === null;
  });
  return { model: await getModel(db, provider.name, found.model.name), added };
}

async function fetched(provider: Provider, name: string): Promise<DescribedModel> {
  if (provider.describeModel === undefined) {
    throw refused("/provider", said("fault_nothing_to_fetch", { label: provider.label }));
  }
  try {
    const found = await provider.describeModel(name, AbortSignal.timeout(patience));
    if (found) return found;
  } catch (error) {
    if (error instanceof ProviderError) throw new CodedError("provider_error", error.message);
    throw error;
  }
  throw new CodedError("not_found", `${provider.label} knows no model ${name}, or does not show it to us.`);
}

/** The shape a request's tool configuration has, or the provider's own. */
function pasted(provider: Provider, json: JsonObject): DescribedModel {
  const read = provider.readModel?.(json);
  if (read) return read;
  const data = ToolData.safeParse(json);
  if (!data.success || !/^[\w.-]+\/[\w.-]+$/.test(data.data.name)) {
    throw refused("/model", said("fault_describes_none", { label: provider.label }));
  }
  const { name, description, latest_version, example_input, example_output, openapi_schema } = data.data;
  return {
    runCount: 0,
    model: {
      name,
      description: description ?? null,
      version: latest_version ?? null,
      exampleInput: example_input ?? {},
      ...(example_output != null && { exampleOutput: sampleOutput(example_output) }),
      openapiSchema: openapi_schema ?? null,
    },
  };
}

function refused(pointer: string, fault: Said): CodedError {
  return refusal("validation_error", said("model_not_added", { fault }), [{ pointer, says: fault }]);
}
