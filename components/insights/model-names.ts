import type { ModelSummary } from "@/lib/contracts/catalogue";

interface Option {
  value: string;
  label: string;
}

/** The providers of the catalogue, and the chosen one even where the catalogue does not know it. */
export function providerNames(models: ModelSummary[], chosen: string | null): Option[] {
  return options(
    models.map((model) => model.provider),
    chosen,
  );
}

/** The models of the catalogue, of one provider where one is chosen, and the chosen model in any case. */
export function modelNames(
  models: ModelSummary[],
  { provider, model }: { provider: string | null; model: string | null },
): Option[] {
  const named = models.filter((each) => provider === null || each.provider === provider);
  return options(
    named.map((each) => each.name),
    model,
  );
}

function options(names: string[], chosen: string | null): Option[] {
  const all = new Set(chosen === null ? names : [...names, chosen]);
  return [...all]
    .sort((one, other) => one.localeCompare(other))
    .map((name) => ({ value: name, label: name }));
}
