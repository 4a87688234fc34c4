import { z } from "zod";
import { JsonObject } from "@/lib/contracts/json";
import type { CurrentModel, ProviderCall } from "../contract";
import { ProviderError } from "../provider-error";
import type { Ask } from "./ask";
import { isName, modelPath, versionId } from "./names";

/** A version of a model, as Replicate answers it. */
const ModelVersion = z.looseObject({ id: z.string(), openapi_schema: JsonObject.nullish() });
const Model = z.looseObject({ is_official: z.boolean().nullish(), latest_version: ModelVersion.nullish() });

/**
 * A model as Replicate has it now: with a version pinned exactly that one, without one the latest, which is what a
 * call by name runs. Null when Replicate knows no such model or version, or does not show it to this token.
 */
export async function currentReplicateModel(
  ask: Ask,
  { name, version }: ProviderCall["model"],
  signal: AbortSignal,
): Promise<CurrentModel | null> {
  const model = () =>
    orNull(ask.read("read", Model, "a model", { method: "GET", path: modelPath(name) }, signal));
  if (version === null) {
    const found = await model();
    return (
      found && {
        version: found.latest_version?.id ?? null,
        ...schemaOf(found.latest_version),
        ...(found.is_official === false && { needsVersion: true }),
      }
    );
  }
  const id = versionId(version);
  if (!isName(id)) return null;
  const request = { method: "GET", path: `${modelPath(name)}/versions/${id}` } as const;
  const found = await orNull(ask.read("read", ModelVersion, "a model's version", request, signal));
  if (found !== null) return { version: found.id, ...schemaOf(found) };
  // The versions of official models are not shown one by one; the latest stands with its model.
  const latest = (await model())?.latest_version;
  return latest?.id === id ? { version: id, ...schemaOf(latest) } : null;
}

function schemaOf(version: z.infer<typeof ModelVersion> | null | undefined) {
  return { openapiSchema: version?.openapi_schema ?? null };
}

async function orNull<Found>(asked: Promise<Found>): Promise<Found | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ProviderError && error.status === 404) return null;
    throw error;
  }
}
