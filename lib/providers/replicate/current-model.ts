import { z } from "zod";
import { JsonObject } from "@/lib/contracts/json";
import type { CurrentModel, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";
import { isName, modelPath, versionId } from "./names";

/** A version of a model, as Replicate answers it. */
const ModelVersion = z.looseObject({ id: z.string(), openapi_schema: JsonObject.nullish() });
const Model = z.looseObject({ latest_version: ModelVersion.nullish() });

/**
 * A model as Replicate has it now: with a version pinned exactly that one, without one the latest, which is what a
 * call by name runs. Null when Replicate knows no such model or version, or does not show it to this token.
 */
export async function currentReplicateModel(
  ask: Ask,
  { name, version }: ProviderCall["model"],
  signal: AbortSignal,
): Promise<CurrentModel | null> {
  try {
    if (version === null) {
      const request = { method: "GET", path: modelPath(name) } as const;
      const { latest_version } = await ask.read("read", Model, "a model", request, signal);
      return { version: latest_version?.id ?? null, openapiSchema: latest_version?.openapi_schema ?? null };
    }
    const id = versionId(version);
    if (!isName(id)) return null;
    const request = { method: "GET", path: `${modelPath(name)}/versions/${id}` } as const;
    const found = await ask.read("read", ModelVersion, "a model's version", request, signal);
    return { version: found.id, openapiSchema: found.openapi_schema ?? null };
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return null;
    throw error;
  }
}
