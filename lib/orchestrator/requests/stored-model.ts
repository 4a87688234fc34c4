import type { JsonObject } from "@/lib/contracts/json";
import type { ModelDescription, Provider } from "@/lib/providers/contract";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";

/**
 * The description stored with a run.
 * Guarantee: `createRun` and `editRequest` are the only writers, and both write a ModelDescription.
 */
export function storedModel(stored: StoredRun): ModelDescription {
  return stored.description as unknown as ModelDescription;
}

/** A model as `storedModel` reads it back. */
export function descriptionOf(model: ModelDescription): JsonObject {
  return model as unknown as JsonObject;
}

export function providerOf(context: Context, stored: StoredRun): Provider {
  return context.registry.byName(stored.state.model.provider);
}
