import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import { addressOf, dots, secretAddress } from "@/lib/core/sealed/secret-address";
import type { ModelDescription } from "@/lib/providers/contract";
import { type InputPlace, secretPlaces } from "@/lib/providers/payload/secret-places";

/**
 * A model's example as the catalogue keeps it, for everybody and for ever: without what its schema calls secret, and
 * its addresses without user and signature. Who needs a secret gives their own with the run.
 */
export function withoutSecrets(model: ModelDescription): JsonObject {
  return objectOf(model.exampleInput, secretPlaces(model));
}

function objectOf(value: JsonObject, place: InputPlace | null): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => ({ key, inner, at: place?.inside(key) ?? null }))
      .filter(({ inner, at }) => !at?.hides(inner))
      .map(({ key, inner, at }): [string, Json] => [key, publicValue(inner, at)]),
  );
}

function publicValue(value: Json, place: InputPlace | null): Json {
  if (typeof value === "string") {
    const secret = secretAddress(value);
    return secret === null ? value : (addressOf(secret.shown) ?? dots);
  }
  if (Array.isArray(value))
    return value
      .map((entry, index) => ({ entry, at: place?.inside(index) ?? null }))
      .filter(({ entry, at }) => !at?.hides(entry))
      .map(({ entry, at }) => publicValue(entry, at));
  return isJsonObject(value) ? objectOf(value, place) : value;
}
