import { isJsonObject } from "@/lib/contracts/is-json-object";
import type { Json } from "@/lib/contracts/json";
import { said } from "@/lib/contracts/sentences";
import { urlOf } from "@/lib/contracts/url-of";
import { canonicalJson } from "@/lib/core/digest";
import { isPlaceholder } from "@/lib/core/sealed/placeholder";
import type { FindQuery } from "../contract";
import { ProviderError } from "../provider-error";
import { replicateLimits } from "./limits";
import { versionId } from "./names";
import { ReplicatePrediction } from "./prediction";

/** `early` is ours but for having been made a little before it was sent: the two clocks differ. */
type Verdict = "ours" | "early" | "perhaps" | "other";

/**
 * Which of the listed predictions a lost call made: the one with the same model and input, made by the API since
 * `notBefore`, that no other attempt has. Where there is none, one from a few seconds before is taken, for clocks
 * differ; should it be the call of a run that asked for the very same, that run finds this one's in its place.
 * Null when none of the list can be it. Throws a `ProviderError` of kind `unknown` when the list cannot tell.
 */
export function matchPrediction(
  listed: readonly ReplicatePrediction[],
  query: FindQuery,
): ReplicatePrediction | null {
  const judged = listed.map((prediction) => ({ prediction, verdict: judge(prediction, query) }));
  const of = (wanted: Verdict) => judged.filter(({ verdict }) => verdict === wanted);
  const likely = [of("ours"), of("early")].find(({ length }) => length > 0) ?? [];
  const [only] = likely;
  if (only !== undefined && likely.length === 1) return only.prediction;
  const doubtful = likely.length > 1 ? likely : of("perhaps");
  if (doubtful.length === 0) return null;
  const ids = doubtful.map(({ prediction }) => prediction.id);
  throw new ProviderError("unknown", said("not_told_apart", { ids }));
}

/**
 * Whether a listed entry that cannot be read may be the lost call, by what of it can be: only then it keeps anybody from
 * saying that the call is not there (law 3).
 */
export function mayBeOurs(entry: Json, query: FindQuery): boolean {
  if (!isJsonObject(entry)) return true;
  const { id } = entry;
  if (typeof id === "string" && query.taken?.includes(id)) return false;
  const legible = ReplicatePrediction.safeParse({ ...entry, id: "unread", status: "starting" });
  return !legible.success || judge(legible.data, query) !== "other";
}

/** The moment from which a search has to read the list, allowing for two clocks. */
export function searchStart(notBefore: string): Date {
  return new Date(Date.parse(notBefore) - replicateLimits.clockDoubtMs);
}

function judge(prediction: ReplicatePrediction, query: FindQuery): Verdict {
  if (query.taken?.includes(prediction.id) || prediction.source === "web") return "other";
  const at = Date.parse(prediction.created_at ?? "");
  if (at < searchStart(query.notBefore).getTime()) return "other";
  if (!sameModel(prediction, query)) return "other";
  // Replicate shows the webhook on some answers; where it does, it names the attempt, and that settles it.
  const named = attemptIn(prediction.webhook);
  if (named !== null) return named === query.attemptKey ? "ours" : "other";
  if (prediction.data_removed === true || prediction.input == null) return "perhaps";
  if (canonicalJson(prediction.input) === canonicalJson(query.payload)) {
    const before = Date.parse(query.notBefore) - at;
    if (before <= 0) return "ours";
    return before <= replicateLimits.clockToleranceMs ? "early" : "perhaps";
  }
  return alike(query.payload, prediction.input) ? "perhaps" : "other";
}

/** The attempt that a webhook's address names, wherever we were reachable when it was written. */
function attemptIn(webhook: string | null | undefined): string | null {
  return urlOf(webhook ?? "")?.searchParams.get("attempt") ?? null;
}

/** A version given must be the version listed; official models hide theirs and go by name. */
function sameModel({ model, version }: ReplicatePrediction, { model: wanted }: FindQuery): boolean {
  if (wanted.version !== null && version != null && version !== "hidden") {
    return version === versionId(wanted.version);
  }
  return model == null || model === wanted.name;
}

/**
 * Equal but for inline files and secrets: Replicate keeps no `data:` addresses and shows no secrets, so anything may
 * stand there.
 */
function alike(sent: Json, listed: Json): boolean {
  if (typeof sent === "string" && sent.startsWith("data:")) return true;
  if (typeof listed === "string" && isPlaceholder(listed)) return true;
  if (Array.isArray(sent) && Array.isArray(listed)) {
    return sent.length === listed.length && sent.every((item, n) => alike(item, listed[n] ?? null));
  }
  if (isJsonObject(sent) && isJsonObject(listed)) {
    const keys = Object.keys(sent);
    return (
      keys.length === Object.keys(listed).length &&
      keys.every((key) => Object.hasOwn(listed, key) && alike(sent[key] ?? null, listed[key] ?? null))
    );
  }
  return sent === listed;
}
