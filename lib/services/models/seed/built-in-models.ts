import { sandboxModels } from "@/lib/providers/sandbox/models";
import { replicateModels } from "./replicate-models";
import type { SeedModel } from "./seed-model";

/** The models that every installation knows: the sandbox's own and well-known ones of Replicate. */
export function builtInModels(): SeedModel[] {
  const sandbox = sandboxModels.map((model) => ({
    provider: "sandbox",
    runCount: 0,
    model: { ...model, price: { amountUsd: 0, per: "call" as const } },
  }));
  return [...sandbox, ...replicateModels()];
}
