import type { DescribedModel, Provider } from "@/lib/providers/contract";
import type { ProviderRegistry } from "@/lib/providers/registry";

/** A model of the catalogue, and the provider that runs it. */
export interface SeedModel extends DescribedModel {
  provider: Pick<Provider, "name" | "estimateCost">;
}

/** The models that every installation knows: those that its providers bring. */
export function builtInModels(registry: Pick<ProviderRegistry, "list">): SeedModel[] {
  return registry.list().flatMap((provider) => provider.models().map((known) => ({ ...known, provider })));
}
