import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json, JsonObject } from "@/lib/contracts/json";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import { pointer } from "@/lib/core/json-pointer";
import { isEndlessSchema } from "@/lib/core/model-schema/resolve-node";
import { isPlaceholder } from "@/lib/core/sealed/placeholder";
import { sealedIn } from "@/lib/core/sealed/sealed-in";
import type { ModelDescription } from "@/lib/providers/contract";
import { type InputPlace, secretPlaces } from "@/lib/providers/payload/secret-places";
import type { KeptSecret } from "@/lib/store/runs/sealed-secrets";

/** Secrets by what names them in a payload. */
export type KnownSecrets = ReadonlyMap<string, Pick<KeptSecret, "faults">>;

/**
 * What is wrong with the secrets of a payload: those that are not kept for this run (a fork's parent had them, or they
 * were erased), those that their schema does not take, and what only stands where a secret was taken out.
 * @param known the secrets that are kept for this run
 */
export function secretIssues(payload: JsonObject, model: ModelDescription, known: KnownSecrets): Issue[] {
  const sealed = sealedIn(payload).flatMap(({ pointer: at, field, sealed: { $sealed } }) => {
    const kept = known.get($sealed);
    if (kept === undefined) return [missingSecret(at, field)];
    return kept.faults.map((fault) => faulty(at, field, said("secret_faulty", { name: nameOf(at), fault })));
  });
  return [...sealed, ...placeholdersOf(payload, model)];
}

/** Nothing where the schema has no end: then the whole payload is unchecked already, and says so. */
function placeholdersOf(payload: JsonObject, model: ModelDescription): Issue[] {
  try {
    const places = secretPlaces(model);
    return places === null ? [] : placeholdersIn(payload, places, []);
  } catch (error) {
    if (isEndlessSchema(error)) return [];
    throw error;
  }
}

/** The secrets of a run with those that just came in. */
export function joined(
  known: ReadonlyMap<string, KeptSecret>,
  fresh: readonly KeptSecret[],
): ReadonlyMap<string, KeptSecret> {
  return new Map([...known, ...fresh.map((secret) => [secret.mac, secret] as const)]);
}

/** Nobody can send what is not kept. */
export function missingSecret(at: string, field: string): Issue {
  return faulty(at, field, said("secret_missing", { name: nameOf(at) }));
}

function placeholdersIn(value: Json, place: InputPlace, path: readonly (string | number)[]): Issue[] {
  if (place.secret !== null)
    return typeof value === "string" && isPlaceholder(value)
      ? [faulty(pointer(path), String(path[0] ?? ""), said("secret_placeholder", { name: path.join(".") }))]
      : [];
  const inside: [string | number, Json][] = Array.isArray(value)
    ? [...value.entries()]
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  return inside.flatMap(([name, inner]) => placeholdersIn(inner, place.inside(name), [...path, name]));
}

function nameOf(at: string): string {
  return at.slice(1).replaceAll("/", ".");
}

function faulty(pointer: string, field: string, says: Said): Issue {
  return issueOf({ pointer, field, says, advises: said("give_secret") });
}
