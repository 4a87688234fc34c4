import type { DescribedModel, ModelDescription, Provider } from "@/lib/providers/contract";

/** So many descriptions are kept, the oldest goes first: schemas are long. */
const mostKept = 100;

/** Asks providers for models that nobody put into the catalogue. */
export interface DescribedModels {
  /** The provider's description; null when it knows none of that name. Throws a `ProviderError`. */
  describe(provider: Provider, name: string): Promise<DescribedModel | null>;
  /** A model with the schema of one of its versions; null when there is no such version. Throws a `ProviderError`. */
  atVersion(provider: Provider, model: ModelDescription, version: string): Promise<ModelDescription | null>;
}

interface Options {
  now: () => Date;
  /** Milliseconds one question may take. */
  timeout: number;
  /** Milliseconds for which an answer serves the next ones. */
  keptFor: number;
}

/** Descriptions with an end to their waiting; a preview and the create that follows share an answer. */
export function describedModels({ now, timeout, keptFor }: Options): DescribedModels {
  const kept = new Map<string, { at: number; answer: Promise<DescribedModel | null> }>();
  return {
    describe(provider, name) {
      if (provider.describeModel === undefined) return Promise.resolve(null);
      const key = `${provider.name}:${name}`;
      const known = kept.get(key);
      const at = now().getTime();
      if (known !== undefined && Math.abs(at - known.at) < keptFor) return known.answer;
      const answer = provider.describeModel(name, AbortSignal.timeout(timeout));
      kept.delete(key);
      kept.set(key, { at, answer });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      // A failure is nobody's answer: the next one asks anew.
      answer.catch(() => kept.delete(key));
      return answer;
    },
    async atVersion(provider, model, version) {
      if (model.version === version) return model;
      const { name } = model;
      const asked = provider.currentModel?.({ name, version }, AbortSignal.timeout(timeout));
      const current = (await asked) ?? null;
      // What the example gave says nothing sure about another version.
      const { exampleOutput: _, ...rest } = model;
      return current && { ...rest, version, openapiSchema: current.openapiSchema };
    },
  };
}
