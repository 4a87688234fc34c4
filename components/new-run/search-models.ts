import type { ModelSummary } from "@/lib/contracts/catalogue";
import type { OperationType } from "@/lib/contracts/words";

/** The models of a kind that hold every word, those that hold them in the name first. */
export function searchModels(
  models: ModelSummary[],
  words: string,
  kind: OperationType | null,
): ModelSummary[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => wanted.every((word) => text.toLowerCase().includes(word));
  const all = models.filter((model) => kind === null || model.operation_type === kind);
  const named = all.filter((model) => holds(model.name));
  const described = all.filter(
    (model) => !named.includes(model) && holds(`${model.name} ${model.description ?? ""} ${model.provider}`),
  );
  return [...named, ...described];
}
