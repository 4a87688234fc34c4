import type { ModelDescription } from "@/lib/providers/contract";
import { ProviderError } from "@/lib/providers/provider-error";
import type { ProviderRegistry } from "@/lib/providers/registry";
import type { Database } from "@/lib/store/connection/client";
import { isKeptAway } from "./choices";
import type { DescribedModels } from "./described-models";
import { catalogued, type FoundModel, referenceOf } from "./find-model";
import { modelRef } from "./model-row";
import { unknownModel } from "./unknown-model";

interface Sources {
  db: Pick<Database, "prisma">;
  registry: ProviderRegistry;
  described: DescribedModels;
}

/**
 * The model a create names as `provider:owner/name` or `provider:owner/name:version`: the catalogue's, else as its
 * provider describes it. Where the provider cannot be asked, nothing but the name is known, and the description says
 * why.
 * @throws CodedError `validation_error` for a text that names none in that form, `not_found` for one that neither
 *   has, or that an admin took out of the catalogue, naming those like it
 */
export async function namedModel({ db, registry, described }: Sources, ref: string): Promise<FoundModel> {
  const { provider: label, name, pinned } = referenceOf(ref);
  const own = await catalogued(db, label, name);
  if (own !== null && (pinned === null || pinned === own.version)) return { provider: label, model: own };
  const provider = registry.list().find((one) => one.name === label);
  const removed = own === null && (await isKeptAway(db.prisma, modelRef(label, name)));
  if (removed || !provider?.isConfigured()) throw await unknownModel(db, ref);
  try {
    const model = own ?? (await described.describe(provider, name))?.model ?? null;
    const wanted = model && pinned !== null ? await described.atVersion(provider, model, pinned) : model;
    if (wanted === null) throw await unknownModel(db, ref);
    return { provider: label, model: wanted, foreign: true };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    // Refused before anything was sent: no model can have that name.
    if (error.kind === "permanent" && error.status === null) throw await unknownModel(db, ref);
    return { provider: label, model: nameOnly(name, pinned, error), foreign: true };
  }
}

function nameOnly(name: string, version: string | null, { message }: ProviderError): ModelDescription {
  return {
    name,
    description: null,
    version,
    exampleInput: {},
    openapiSchema: null,
    unknownBecause: message,
    unproven: true,
  };
}
