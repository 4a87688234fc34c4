import type { JsonObject } from "@/lib/contracts/json";
import { printJson } from "@/lib/contracts/json-text";
import type { Issue } from "@/lib/contracts/parts";
import type { Said } from "@/lib/contracts/said";
import { said } from "@/lib/contracts/sentences";
import { issueOf } from "@/lib/core/issue";
import type { ModelSeen } from "@/lib/core/state";
import type { CurrentModel, ModelDescription, Provider } from "@/lib/providers/contract";
import { fingerprint, inputsOf } from "@/lib/providers/fingerprint";
import type { StoredRun } from "@/lib/store/runs/load-run";
import type { Context } from "../context";
import { providerOf, storedModel } from "../requests/stored-model";

type Answers = Map<string, { at: number; answer: Promise<CurrentModel | null> }>;

const kept = new WeakMap<Provider, Answers>();

/**
 * Asks a provider for its present model on behalf of a review; many reviews of one model share an answer for a short
 * time. A dispatch asks by itself: what was true a moment ago does not vouch for what would run now (law 1).
 * @throws ProviderError
 */
function askForReview(
  context: Context,
  provider: Provider,
  { name, version }: ModelDescription,
): Promise<CurrentModel | null> {
  if (!provider.currentModel) return Promise.resolve(null);
  const answers: Answers = kept.get(provider) ?? new Map();
  kept.set(provider, answers);
  const now = context.clock().getTime();
  const { modelCache, reviewLookupTimeout } = context.limits;
  for (const [key, { at }] of answers) if (Math.abs(now - at) >= modelCache) answers.delete(key);
  const key = `${name}:${version}`;
  const known = answers.get(key);
  if (known) return known.answer;
  const answer = provider.currentModel({ name, version }, AbortSignal.timeout(reviewLookupTimeout));
  answers.set(key, { at: now, answer });
  // A failure is nobody's answer: the next one asks anew.
  answer.catch(() => answers.delete(key));
  return answer;
}

function seenOf(current: CurrentModel): ModelSeen {
  const inputs = inputsOf(current);
  return {
    version: current.version,
    inputs:
      inputs && Object.fromEntries(Object.entries(inputs).map(([name, one]) => [name, fingerprint(one)])),
  };
}

/** Whether a provider tells what a model is now. */
export function hasModelToAsk(provider: Provider): boolean {
  return provider.isConfigured() && provider.currentModel !== undefined;
}

/** The model as its provider has it, and what that says about a call of it. */
interface ReviewedModel {
  seen: ModelSeen | null;
  /** An error for a model that its provider does not know: a call of it would be refused. */
  issues: Issue[];
}

/**
 * The model as its provider has it while the payload is being looked at. Nothing is seen when the provider does not
 * tell, does not know it, or cannot be asked now: a review must not wait for that, and later there is nothing to
 * compare with.
 */
export async function modelForReview(context: Context, stored: StoredRun): Promise<ReviewedModel> {
  const provider = providerOf(context, stored);
  const description = storedModel(stored);
  const nothing = { seen: null, issues: [] };
  if (!hasModelToAsk(provider)) return nothing;
  try {
    const current = await askForReview(context, provider, description);
    if (current !== null && !current.needsVersion) return { seen: seenOf(current), issues: [] };
    return { seen: null, issues: [refusedAt(provider, description, current)] };
  } catch (error) {
    context.log.info(
      { event: "model_not_told", run_id: stored.state.run_id, err: error },
      "The provider did not tell its present model",
    );
    return nothing;
  }
}

function refusedAt(
  { label }: Provider,
  { name, version }: ModelDescription,
  current: CurrentModel | null,
): Issue {
  const example = current?.version ? `${name}:${current.version}` : null;
  return issueOf({
    field: "model",
    says:
      current === null
        ? said("model_unknown", { label, name, version })
        : said("version_needed", { label, name }),
    advises: said("name_other_model", { example }),
  });
}

/** A model that is not any more what was reviewed: in words, and as it is now. */
export interface Drift {
  issue: Issue;
  seen: ModelSeen | null;
  /** The description with the schema that is true now. */
  description: ModelDescription;
}

/**
 * Compares the model at the provider with the one that was reviewed (law 1): its version, unless one is pinned, and
 * what each input takes.
 * @returns null when nothing changed, or when nothing was known at the review
 * @throws ProviderError when the provider cannot be asked
 */
export async function findDrift(context: Context, stored: StoredRun): Promise<Drift | null> {
  // Runs from before this was looked at have no such field.
  const before = stored.state.model_seen ?? null;
  if (before === null) return null;
  const provider = providerOf(context, stored);
  const description = storedModel(stored);
  const { name, version } = description;
  const signal = AbortSignal.timeout(context.limits.lookupTimeout);
  const current = (await provider.currentModel?.({ name, version }, signal)) ?? null;
  if (current === null) {
    const gone = said("model_gone", { label: provider.label, name, version });
    return { issue: issueAt("", gone), seen: null, description };
  }
  const inputs = changedInputs(before, inputsOf(description) ?? {}, inputsOf(current));
  const changes = inputs.map(({ change }) => change);
  if (description.version === null && before.version && current.version && before.version !== current.version)
    changes.unshift(said("version_changed", { from: before.version, to: current.version }));
  if (changes.length === 0) return null;
  const only = inputs.length === 1 ? inputs[0]?.name : undefined;
  return {
    issue: issueAt(only ?? "", said("model_changed", { label: provider.label, name, changes })),
    seen: seenOf(current),
    description: { ...description, openapiSchema: current.openapiSchema ?? description.openapiSchema },
  };
}

function issueAt(field: string, says: Said): Issue {
  return issueOf({
    pointer: field === "" ? "" : `/${field.replaceAll("~", "~0").replaceAll("/", "~1")}`,
    field,
    says,
    advises: said("edit_or_approve"),
  });
}

/** What changed about each input, in words; what was is known in full where the description agreed with the provider. */
function changedInputs(
  before: ModelSeen,
  described: Record<string, JsonObject>,
  now: Record<string, JsonObject> | null,
): { name: string; change: Said }[] {
  if (before.inputs === null || now === null) return [];
  const names = new Set([...Object.keys(before.inputs), ...Object.keys(now)]);
  return [...names].flatMap((name) => {
    const [was, is] = [before.inputs?.[name], now[name]];
    if (is === undefined) return { name, change: said("input_gone", { input: name }) };
    if (was === undefined) return { name, change: said("input_new", { input: name, takes: brief(is) }) };
    if (fingerprint(is) === was) return [];
    const old = described[name];
    if (!old || fingerprint(old) !== was)
      return { name, change: said("input_changed", { input: name, takes: brief(is) }) };
    const parts = { was: brief(onlyIn(old, is)), is: brief(onlyIn(is, old)) };
    return { name, change: said("input_differs", { input: name, ...parts }) };
  });
}

/** The parts of `one` that `other` does not have just so. */
function onlyIn(one: JsonObject, other: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(one).filter(([key, value]) => printJson(value) !== printJson(other[key])),
  );
}

function brief(value: JsonObject): string {
  const text = printJson(value);
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
